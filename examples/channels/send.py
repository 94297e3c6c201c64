"""Sends the report on standard input over AMQP with pika: AMQP_URL=amqp://… python3 send.py < report.json

Retry: without exit status 0 the report is still yours. Send it again, same external_id, with growing pauses, until it is 0.
"""
import json, os, sys
import pika

body = sys.stdin.buffer.read()
address = pika.URLParameters(os.environ["AMQP_URL"])
channel = pika.BlockingConnection(address).channel()
channel.confirm_delivery()  # from now on basic_publish waits for the confirm, and raises at a nack or a return
user = address.credentials.username
properties = pika.BasicProperties("application/json", delivery_mode=2, user_id=user)
channel.basic_publish("lapor.intake", "intake." + json.loads(body)["channel"], body, properties, mandatory=True)
