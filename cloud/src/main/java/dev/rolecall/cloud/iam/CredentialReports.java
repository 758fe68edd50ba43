package dev.rolecall.cloud.iam;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.audit.LastUses;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.state.State;

/**
 * The credential report of an account: made when it is asked for, kept as it is, made anew every four hours at the most. Making it takes
 * no time here, so {@code ReportInProgress} is never answered.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html">Credential reports</a>
 */
final class CredentialReports {
    private static final Duration VALID = Duration.ofHours(4);

    private final IamAccess access;
    private final Credentials credentials;
    private final LastUses uses;
    private final ConcurrentMap<String, Report> reports = new ConcurrentHashMap<>();

    private record Report(Instant generated, String text) {
        boolean expired(Instant now) {
            return !now.isBefore(generated.plus(VALID));
        }
    }

    CredentialReports(IamAccess access, Credentials credentials, LastUses uses, State state) {
        this.access = access;
        this.credentials = credentials;
        this.uses = uses;
        state.keep("iam/credential-reports", reports, Report.class);
    }

    List<Operation> operations() {
        return List.of(access.operation("GenerateCredentialReport", this::generate), access.operation("GetCredentialReport", this::get));
    }

    private ObjectNode generate(Invocation call) {
        Account account = access.account(call);
        Optional<Report> known = Optional.ofNullable(reports.get(account.id()));
        if (known.filter(report -> !report.expired(call.now())).isPresent()) {
            return Shapes.empty().put("State", "COMPLETE");
        }
        reports.put(account.id(), new Report(call.now(), new CredentialReport(account, credentials, uses).csv()));
        return Shapes.empty().put("State", "STARTED").put("Description",
                known.isPresent()
                        ? "The report that exists has expired. Starting a new report generation task"
                        : "No report exists. Starting a new report generation task");
    }

    private ObjectNode get(Invocation call) {
        Report report = Optional.ofNullable(reports.get(access.account(call).id()))
                .orElseThrow(() -> new AwsException("ReportNotPresent", 410, "No report present. Call GenerateCredentialReport first."));
        if (report.expired(call.now())) {
            throw new AwsException("ReportExpired", 410, "The report is older than four hours. Call GenerateCredentialReport again.");
        }
        return Shapes.empty().put("Content", Base64.getEncoder().encodeToString(report.text().getBytes(StandardCharsets.UTF_8)))
                .put("ReportFormat", "text/csv").put("GeneratedTime", Shapes.time(report.generated()));
    }
}
