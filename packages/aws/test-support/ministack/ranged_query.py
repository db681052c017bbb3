"""Spares MiniStack the rows that a query does not ask for. It sorts the whole partition of an index and parses the
condition anew for each of its rows, so 51 ms for 1,250 rows of which none is due, and nothing else is served
meanwhile. DynamoDB reads only the range. What is left out here is what MiniStack would have thrown away itself: it
still judges, orders and limits all the rest."""

import re
from contextvars import ContextVar
from decimal import Decimal, InvalidOperation

from ministack.services import dynamodb

query_all = dynamodb._query
all_members = dynamodb._index_members

range_up_to = re.compile(r"\w+ = (?P<partition>:\w+) AND (?P<attribute>\w+) <= (?P<limit>:\w+)")
query_under_way = ContextVar("query_under_way", default=None)


def query_range(data):
    token = query_under_way.set(data)
    try:
        return query_all(data)
    finally:
        query_under_way.reset(token)


def members_in_range(table):
    members = all_members(table)
    data = query_under_way.get()
    asked = data and range_up_to.fullmatch(data.get("KeyConditionExpression") or "")
    if not asked or data.get("IndexName") not in members:
        return members
    attribute = asked["attribute"]
    values = data["ExpressionAttributeValues"]
    partition = dynamodb._extract_key_val(values[asked["partition"]])
    try:
        limit = Decimal(values[asked["limit"]]["N"])
        rows = table["items"]
        in_range = [
            (pk, sk)
            for pk, sk in members[data["IndexName"]].get(partition, ())
            if Decimal(rows[pk][sk][attribute]["N"]) <= limit
        ]
    except (KeyError, InvalidOperation):
        return members  # no range of numbers
    return {data["IndexName"]: {partition: in_range}}


def install():
    dynamodb._query = query_range
    dynamodb._index_members = members_in_range
