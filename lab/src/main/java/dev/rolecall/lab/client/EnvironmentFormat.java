package dev.rolecall.lab.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.lab.JsonDocument;

/** How an environment is written down for whoever is to take it over. */
public enum EnvironmentFormat {
    /** For POSIX shells: {@code eval "$(rolecall env)"}. */
    BASH {
        @Override
        List<String> lines(ClientEnvironment environment, List<String> removed) {
            List<String> lines = new ArrayList<>();
            if (!removed.isEmpty()) {
                lines.add("unset " + String.join(" ", removed));
            }
            environment.variables().forEach((name, value) -> lines.add("export " + name + "=" + quoted(value, "'\\''")));
            return lines;
        }
    },
    /** {@code rolecall env --format fish | source}. */
    FISH {
        @Override
        List<String> lines(ClientEnvironment environment, List<String> removed) {
            List<String> lines = new ArrayList<>(removed.stream().map(name -> "set -e " + name + ";").toList());
            environment.variables().forEach((name, value) -> lines.add("set -gx " + name + " " + quoted(value, "\\'") + ";"));
            return lines;
        }
    },
    /** {@code rolecall env --format powershell | Out-String | Invoke-Expression}. */
    POWERSHELL {
        @Override
        List<String> lines(ClientEnvironment environment, List<String> removed) {
            List<String> lines = new ArrayList<>(
                    removed.stream().map(name -> "Remove-Item Env:" + name + " -ErrorAction SilentlyContinue").toList());
            environment.variables().forEach((name, value) -> lines.add("$Env:" + name + " = " + quoted(value, "''")));
            return lines;
        }
    },
    /** A flat object, for programs. */
    JSON {
        @Override
        List<String> lines(ClientEnvironment environment, List<String> removed) {
            ObjectNode json = JsonDocument.object();
            environment.variables().forEach(json::put);
            return List.of(JsonDocument.write(json));
        }
    },
    /** A profile for {@code ~/.aws/config}. */
    AWS_CONFIG {
        @Override
        List<String> lines(ClientEnvironment environment, List<String> removed) {
            Map<String, String> variables = environment.variables();
            return List.of("[profile rolecall]", "region = " + environment.region(), "endpoint_url = " + environment.endpoint(),
                    "aws_access_key_id = " + variables.get("AWS_ACCESS_KEY_ID"),
                    "aws_secret_access_key = " + variables.get("AWS_SECRET_ACCESS_KEY"),
                    "aws_session_token = " + variables.get("AWS_SESSION_TOKEN"));
        }
    };

    abstract List<String> lines(ClientEnvironment environment, List<String> removed);

    /** By its name on the command line: {@code aws-config}. */
    public static Optional<EnvironmentFormat> named(String name) {
        return Arrays.stream(values()).filter(format -> format.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)).findFirst();
    }

    /** Writes an environment down; {@code present} has the names of the variables that are set already. */
    public String write(ClientEnvironment environment, Iterable<String> present) {
        return String.join("\n", lines(environment, environment.removed(present)));
    }

    private static String quoted(String value, String quote) {
        return "'" + value.replace("'", quote) + "'";
    }
}
