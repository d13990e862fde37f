"""What is served beside Streamlit, and what stands around all that is served: one file each."""
