"""Pictures of pages made into characters and ruling lines; numpy, OpenCV and a recogniser of `formlint[ocr]`."""
