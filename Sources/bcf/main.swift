print("bcf")
