"""Opens a chat with signalrcore, sends one message and prints the answers, a JSON object a line.

Arguments: the hub's address (http), the purchase token, the arguments of SendMessage as JSON.
"""
import json
import os
import sys
import threading

from signalrcore.hub_connection_builder import HubConnectionBuilder


def end(error=""):
    """Ends the process at once: signalrcore's own threads would keep it."""
    print(error, file=sys.stderr)
    sys.stdout.flush()
    os._exit(1 if error else 0)


url, token, arguments = sys.argv[1:]
opened, completed = threading.Event(), threading.Event()

hub = HubConnectionBuilder().with_url(url, options={"access_token_factory": lambda: token}).build()
hub.on_open(opened.set)
hub.on_error(lambda error: print(error, file=sys.stderr))
hub.on("ReceiveMessage", lambda values: print(json.dumps(values[0]), flush=True))
hub.start()
if not opened.wait(20):
    end("The chat did not open.")
hub.send("SendMessage", json.loads(arguments), lambda _: completed.set())
if not completed.wait(20):
    end("The call did not complete.")
end()
