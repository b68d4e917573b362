import "../config/core-personal-data"
