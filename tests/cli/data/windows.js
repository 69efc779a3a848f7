alert(1)
