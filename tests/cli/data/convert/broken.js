const a = "b
