package dev.rolecall.cloud.gateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;

/** What services with a REST-JSON protocol have in common: the operation is in method and path, errors have their code in a header. */
final class RestJson {
    private RestJson() {}

    static WireResponse json(int status, byte[] body) {
        return new WireResponse(status, Map.of("Content-Type", "application/json"), body);
    }

    static WireResponse json(int status, ObjectNode body) {
        return json(status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @param validation the service's code for input that it does not take */
    static WireResponse failure(AwsException error, String validation) {
        String code = switch (error.code()) {
            case "AccessDenied" -> "AccessDeniedException";
            case "ValidationError" -> validation;
            case "InvalidAction" -> "UnknownOperationException";
            default -> error.code();
        };
        ObjectNode body = JsonMapper.shared().createObjectNode().put("Type", error.status() < 500 ? "User" : "Service");
        body.put("Message", error.getMessage()).put("message", error.getMessage());
        return json(error.status(), body).header("X-Amzn-ErrorType", code);
    }

    /** The same codes as JSON's, with status 403: such services' front ends answer like a REST API. */
    static AwsException rejected(Rejection rejection) {
        AwsException error = JsonProtocol.rejectedAs400(rejection);
        return new AwsException(error.code(), 403, error.getMessage());
    }

    /** A segment of a path; a plus is a plus there. */
    static String segment(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsException.validation("The path is not URL-encoded.");
        }
    }

    /** Takes query parameters over, under the names that the API has for them. */
    static void query(WireRequest request, Map<String, String> members, ObjectNode parameters) {
        QueryParameters.flat(request.http().rawQuery()).forEach((name, value) -> {
            String member = members.get(name);
            if (member != null) {
                parameters.put(member, value);
            }
        });
    }

    /** Takes a query parameter over that may be there several times. */
    static void list(WireRequest request, String name, ObjectNode parameters, String member) {
        List<String> values = QueryParameters.all(request.http().rawQuery(), name);
        if (!values.isEmpty()) {
            values.forEach(parameters.putArray(member)::add);
        }
    }
}
