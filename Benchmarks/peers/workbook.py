"""The peer of the workbook benchmark: openpyxl writes or reads 100,000 rows of 6 columns, each in its quickest way."""

import sys

import openpyxl

task, path = sys.argv[1:]
if task == "write":
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Spending")
    sheet.append(["id", "title", "theme", "first", "second", "third"])
    for row in range(100_000):
        sheet.append(
            [f"L{row}", f"Line number {row}", f"Theme {row % 12}", row * 101 / 100, (row * 7 + 3) / 100, 0.01]
        )
    book.save(path)
else:
    count = 0
    total = 0.0
    for cells in openpyxl.load_workbook(path, read_only=True)["Spending"].iter_rows(values_only=True):
        for value in cells:
            count += 1
            if isinstance(value, (int, float)):
                total += value
    print(count, round(total))
