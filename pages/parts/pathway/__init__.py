"""The recommendations for the patient and what stands behind them."""
