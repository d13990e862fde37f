import streamlit as st

from logic import recommend
from pages.parts import form

st.title("Explore a scenario")
st.write(recommend(form.current()).ids)
