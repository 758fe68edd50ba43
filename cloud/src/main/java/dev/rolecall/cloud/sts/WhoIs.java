package dev.rolecall.cloud.sts;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.identity.AccessKey;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Session;

/** Whose credentials are these? */
record WhoIs(Credentials credentials) {
    private static final Pattern KEY_ID = Pattern.compile("[\\w]*");

    /**
     * Who calls. No policy can take it away.
     *
     * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>
     */
    ObjectNode calling(Invocation call) {
        Caller caller = call.caller();
        String userId = caller.context().get("aws:userid").map(List::getFirst).orElse(caller.accountId());
        return JsonNodeFactory.instance.objectNode().put("UserId", userId).put("Account", caller.accountId()).put("Arn", caller.name());
    }

    /**
     * Whose account a key is of, by its id alone; of a deleted key nothing is known.
     *
     * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetAccessKeyInfo.html">GetAccessKeyInfo</a>
     */
    ObjectNode holding(Invocation call) {
        String id = call.parameters().required("AccessKeyId");
        new Constraints().text("accessKeyId", Optional.of(id), 16, 128, KEY_ID).check();
        String account = credentials.key(id).map(AccessKey::accountId)
                .or(() -> credentials.session(id).map(Session::accountId))
                .orElseThrow(() -> AwsException.validation("The access key id is not known."));
        return JsonNodeFactory.instance.objectNode().put("Account", account);
    }
}
