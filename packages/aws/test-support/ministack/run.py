"""Runs MiniStack until its standard input ends, so that it and its folder never outlive the tests that started it,
however they end. Where it falls short of AWS, the files beside this one fill the gap here, and not in the product."""

import os
import shutil
import threading

import fair_queue
import ranged_query
from ministack.app import main


def end():
    shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
    os._exit(0)


def end_with_input():
    while os.read(0, 4096):
        pass
    end()


fair_queue.install()
ranged_query.install()
threading.Thread(target=end_with_input, daemon=True).start()
try:
    main()
finally:
    end()
