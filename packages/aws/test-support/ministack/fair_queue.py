"""Teaches MiniStack fair queues, which serve the message groups with the fewest messages in flight first
(https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html). What is done for
each waiting message is kept small: SQS answers as fast with 10,000 of them as with one."""

import time
from collections import Counter
from itertools import islice

from ministack.services import sqs

collect_in_order_of_sending = sqs._collect_msgs


def collect_fairly(queue, max_count, visibility_timeout):
    messages = queue["messages"]
    if queue["is_fifo"]:
        return collect_in_order_of_sending(queue, max_count, visibility_timeout)
    now = time.time()
    for message in messages:
        if "seq" not in message:  # the last field that is filled in; with it all the others are there
            sqs._ensure_msg_fields(message)
    in_flight = Counter(
        message["group_id"] for message in messages if message["visible_at"] > now and message["receive_count"] > 0
    )
    # The sort is stable: within equally busy groups the order stays.
    messages.sort(key=lambda message: in_flight[message["group_id"]])
    next_ones = list(islice((message for message in messages if message["visible_at"] <= now), max_count))
    return collect_in_order_of_sending({**queue, "messages": next_ones}, max_count, visibility_timeout)


def install():
    sqs._collect_msgs = collect_fairly
