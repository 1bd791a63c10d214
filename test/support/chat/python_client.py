"""Opens a chat with signalrcore, sends one message and prints the answers, a JSON object a line.

Arguments: the hub's address (http), the purchase token, the arguments of SendMessage as JSON.
"""
import json
import sys
import threading

from signalrcore.hub_connection_builder import HubConnectionBuilder

url, token, arguments = sys.argv[1:]
opened, completed = threading.Event(), threading.Event()

hub = HubConnectionBuilder().with_url(url, options={"access_token_factory": lambda: token}).build()
hub.on_open(opened.set)
hub.on_error(lambda error: print(error, file=sys.stderr))
hub.on("ReceiveMessage", lambda values: print(json.dumps(values[0]), flush=True))
hub.start()
if not opened.wait(20):
    sys.exit("The chat did not open.")
hub.send("SendMessage", json.loads(arguments), lambda _: completed.set())
if not completed.wait(20):
    sys.exit("The call did not complete.")
hub.stop()
