#!/bin/sh
# A LibreOffice that computes for ever.
while :; do :; done
