package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;

/**
 * The runtime interface client's three calls to the Runtime API, over the JDK's own HTTP. It has the name and the methods of the class it
 * stands in for, which are called by that client and by nobody else.
 */
@SuppressWarnings("UnusedMethod")
final class NativeClient {
    private static String invocations = "";

    private NativeClient() {}

    static void init(String runtimeApi) {
        invocations = "http://" + runtimeApi + "/2018-06-01/runtime/invocation/";
    }

    static InvocationRequest next() {
        try {
            HttpURLConnection connection = open("next");
            InvocationRequest request = new InvocationRequest();
            try (InputStream body = connection.getInputStream()) {
                request.setContent(body.readAllBytes());
            }
            request.setId(connection.getHeaderField("Lambda-Runtime-Aws-Request-Id"));
            request.setInvokedFunctionArn(connection.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"));
            request.setDeadlineTimeInMs(connection.getHeaderFieldLong("Lambda-Runtime-Deadline-Ms", 0));
            return request;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void postInvocationResponse(byte[] requestId, byte[] response) {
        try {
            HttpURLConnection connection = open(new String(requestId, StandardCharsets.UTF_8) + "/response");
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setFixedLengthStreamingMode(response.length);
            connection.getOutputStream().write(response);
            try (InputStream body = connection.getInputStream()) {
                body.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection) URI.create(invocations + path).toURL().openConnection(Proxy.NO_PROXY);
    }
}
