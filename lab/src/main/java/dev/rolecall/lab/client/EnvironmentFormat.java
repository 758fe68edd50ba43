package dev.rolecall.lab.client;

import java.nio.file.Path;
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
        List<String> lines(ClientEnvironment environment, Map<String, String> present) {
            List<String> lines = new ArrayList<>();
            lines.add("unset " + String.join(" ", environment.removed(present)));
            environment.variables(present).forEach((name, value) -> lines.add("export " + name + "=" + quoted(value, "'\\''")));
            environment.files().commands().ifPresent(folder -> lines.add(pathOfPosixShell(folder)));
            return lines;
        }
    },
    /** {@code rolecall env --format fish | source}. */
    FISH {
        @Override
        List<String> lines(ClientEnvironment environment, Map<String, String> present) {
            List<String> lines = new ArrayList<>(environment.removed(present).stream().map(name -> "set -e " + name + ";").toList());
            environment.variables(present).forEach((name, value) -> lines.add("set -gx " + name + " " + quoted(value, "\\'") + ";"));
            environment.files().commands().map(folder -> quoted(folder.toString(), "\\'"))
                    .ifPresent(folder -> lines.add("contains -- " + folder + " $PATH; or set -gx PATH " + folder + " $PATH;"));
            return lines;
        }
    },
    /** {@code rolecall env --format powershell | Out-String | Invoke-Expression}. */
    POWERSHELL {
        @Override
        List<String> lines(ClientEnvironment environment, Map<String, String> present) {
            List<String> lines = new ArrayList<>(
                    environment.removed(present).stream().map(name -> "Remove-Item Env:" + name + " -ErrorAction SilentlyContinue")
                            .toList());
            environment.variables(present).forEach((name, value) -> lines.add("$Env:" + name + " = " + quoted(value, "''")));
            environment.files().commands().map(folder -> quoted(folder.toString(), "''"))
                    .ifPresent(folder -> lines.add("if (($Env:PATH -split ':') -notcontains " + folder + ") { $Env:PATH = " + folder
                            + " + ':' + $Env:PATH }"));
            return lines;
        }
    },
    /** A flat object, for programs. */
    JSON {
        @Override
        List<String> lines(ClientEnvironment environment, Map<String, String> present) {
            ObjectNode json = JsonDocument.object();
            environment.variables(present).forEach(json::put);
            environment.files().commands()
                    .ifPresent(_ -> json.put("PATH", environment.files().first(present.getOrDefault("PATH", ""))));
            return List.of(JsonDocument.write(json));
        }
    },
    /** A profile for {@code ~/.aws/config}. */
    AWS_CONFIG {
        @Override
        List<String> lines(ClientEnvironment environment, Map<String, String> present) {
            Map<String, String> variables = environment.variables(present);
            return List.of("[profile rolecall]", "region = " + environment.region(), "endpoint_url = " + environment.endpoint(),
                    "ca_bundle = " + variables.get("AWS_CA_BUNDLE"),
                    "aws_access_key_id = " + variables.get("AWS_ACCESS_KEY_ID"),
                    "aws_secret_access_key = " + variables.get("AWS_SECRET_ACCESS_KEY"),
                    "aws_session_token = " + variables.get("AWS_SESSION_TOKEN"));
        }
    };

    abstract List<String> lines(ClientEnvironment environment, Map<String, String> present);

    /** By its name on the command line: {@code aws-config}. */
    public static Optional<EnvironmentFormat> named(String name) {
        return Arrays.stream(values()).filter(format -> format.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)).findFirst();
    }

    /** Writes an environment down; {@code present} has the variables that are set already. */
    public String write(ClientEnvironment environment, Map<String, String> present) {
        return String.join("\n", lines(environment, present));
    }

    /** Once, however often it is evaluated. */
    static String pathOfPosixShell(Path folder) {
        String quoted = quoted(folder.toString(), "'\\''");
        return "case \":$PATH:\" in *:" + quoted + ":*) ;; *) export PATH=" + quoted + "\":$PATH\" ;; esac";
    }

    private static String quoted(String value, String quote) {
        return "'" + value.replace("'", quote) + "'";
    }
}
