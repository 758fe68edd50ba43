"""Runs LocalStack's Lambda functions of Java as processes of its own container.

LocalStack runs a function in a container of AWS's image, under a program that it downloads. CI has no registry and nothing to download from, so there this
executor stands in: the function's code, unzipped, under AWS's own runtime interface client and a JDK of the image. What a function does here, it does on
LocalStack's APIs; that it runs at all is this file's work and not LocalStack's.

The protocol between the two is https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html.
"""

import contextlib
import json
import logging
import os
import queue
import signal
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

LOG = logging.getLogger(__name__)

HOME = "/opt/rolecall"
JAVA = [
    f"{HOME}/java/bin/java",
    "--enable-native-access=ALL-UNNAMED",
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    # Left alone, every process unpacks it to one path in /tmp, and two that start together get in each other's way.
    f"-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI={HOME}/libaws-lambda-jni.so",
    "-cp",
    f"{HOME}/lib/*",
    "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
]


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    """What LAMBDA_RUNTIME_EXECUTOR names."""

    name = "rolecall"

    def load(self, *args, **kwargs):
        return ProcessExecutor


class ProcessExecutor(RuntimeExecutor):
    """One execution environment: one function process after the other, one invocation at a time."""

    def __init__(self, id, function_version):
        super().__init__(id, function_version)
        self.environment = {}
        self.process = None

    def start(self, env_vars):
        """Returns when the function asks for its first event; raises StatusErrorException, with what to answer, when it does not."""
        LOG.info(
            "%s runs as a process under Rolecall's executor, which stands in for LocalStack's own and its download.",
            self.function_version.qualified_arn,
        )
        # LocalStack gives some as numbers.
        self.environment = {name: str(value) for name, value in env_vars.items()}
        failure = self._begin()
        if failure is not None:
            raise StatusErrorException("The function's initialisation failed.", payload=failure)

    def stop(self):
        if self.process:
            self.process.kill()

    def invoke(self, payload):
        request_id = payload["invoke-id"]
        # As on Lambda: a process that exited or timed out is followed by a new one at the next invocation.
        failure = None if self.process.alive() else self._begin()
        if failure is not None:
            return InvocationResult(request_id, failure, is_error=True, logs=self.get_logs())
        return self.process.invoke(payload, self.function_version.config.timeout)

    def get_logs(self):
        return self.process.output() if self.process else ""

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        """Where LocalStack's own program would report to; nothing does here."""
        return f"http://127.0.0.1/{self.id}"

    @classmethod
    def prepare_version(cls, function_version):
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        """The code is LocalStack's to remove."""

    def _begin(self):
        config = self.function_version.config
        self.process = FunctionProcess(
            [*JAVA, config.handler], config.code.get_unzipped_code_location(), self.environment
        )
        return self.process.await_ready()


class FunctionProcess:
    """A process under the runtime interface client, and the Runtime API that serves it. Each thing that happens to it is one entry of a queue."""

    def __init__(self, command, folder, environment):
        self.events = queue.Queue()
        self.happened = queue.Queue()
        self.log = tempfile.TemporaryFile()
        self.api = ThreadingHTTPServer(("127.0.0.1", 0), RuntimeApi)
        self.api.daemon_threads = True
        self.api.function = self
        threading.Thread(target=self.api.serve_forever, daemon=True).start()
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env={**environment, "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self.api.server_port}"},
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        threading.Thread(target=self._await_exit, daemon=True).start()

    def await_ready(self):
        """None when the function is ready, else the error that is the invocation's answer."""
        what, body = self.happened.get()
        if what == "next":
            return None
        self.kill()
        return body if what == "init-error" else error("Runtime.ExitError", body)

    def alive(self):
        return self.process.poll() is None

    def invoke(self, payload, timeout):
        request_id = payload["invoke-id"]
        begin = os.fstat(self.log.fileno()).st_size
        started = time.monotonic()
        self.events.put((payload, int((time.time() + timeout) * 1000)))
        what, body = self._outcome(timeout)
        millis = (time.monotonic() - started) * 1000
        if what == "timeout":
            body = error("Sandbox.Timedout", f"RequestId: {request_id} Error: {body}")
        elif what == "exit":
            body = error("Runtime.ExitError", f"RequestId: {request_id} Error: {body}")
        logs = (
            f"START RequestId: {request_id}\n{self.output(begin)}END RequestId: {request_id}\n"
            f"REPORT RequestId: {request_id}\tDuration: {millis:.2f} ms\n"
        )
        return InvocationResult(request_id, body, is_error=what != "response", logs=logs)

    def output(self, begin=0):
        length = os.fstat(self.log.fileno()).st_size - begin
        return os.pread(self.log.fileno(), length, begin).decode(errors="replace")

    def kill(self):
        if self.alive():
            self._kill_group()

    def _kill_group(self):
        """Ends the process, if it still lives, with all that it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def _outcome(self, timeout):
        deadline = time.monotonic() + timeout
        while True:
            try:
                what, body = self.happened.get(timeout=max(0, deadline - time.monotonic()))
            except queue.Empty:
                self.kill()
                return "timeout", f"Task timed out after {timeout:.2f} seconds"
            # It asks for the next event after it answered the one before.
            if what != "next":
                return what, body

    def _await_exit(self):
        status = self.process.wait()
        self._kill_group()
        self.events.put(None)
        self.happened.put(("exit", f"Runtime exited with error: exit status {status}"))
        self.api.shutdown()
        self.api.server_close()


class RuntimeApi(BaseHTTPRequestHandler):
    """The four calls that the runtime interface client makes."""

    protocol_version = "HTTP/1.1"

    def handle(self):
        # A process that exits leaves its connection behind.
        with contextlib.suppress(ConnectionError):
            super().handle()

    def do_GET(self):
        function = self.server.function
        function.happened.put(("next", None))
        event = function.events.get()
        if event is None:
            return
        payload, deadline = event
        headers = {
            "Lambda-Runtime-Aws-Request-Id": payload["invoke-id"],
            "Lambda-Runtime-Deadline-Ms": deadline,
            "Lambda-Runtime-Invoked-Function-Arn": payload["invoked-function-arn"],
            "Lambda-Runtime-Trace-Id": payload["trace-id"],
        }
        self._answer(200, payload["payload"].encode(), headers)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        what = {"/runtime/init/error": "init-error", "/error": "error", "/response": "response"}
        ending = next(ending for ending in what if self.path.endswith(ending))
        self.server.function.happened.put((what[ending], body))
        self._answer(202, b'{"status":"OK"}', {})

    def _answer(self, status, body, headers):
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": len(body), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        """Nothing: LocalStack logs invocations itself."""


def error(kind, message):
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()
