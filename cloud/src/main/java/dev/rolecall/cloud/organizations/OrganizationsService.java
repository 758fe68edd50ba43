package dev.rolecall.cloud.organizations;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AuthorizationMap;
import dev.rolecall.cloud.api.AuthorizationMap.ResourceKinds;
import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Invocation;
import dev.rolecall.cloud.api.Operation;
import dev.rolecall.cloud.api.Service;

/**
 * Says which organization the account is in. Policies of an organization do not exist here: nothing is denied by one.
 *
 * @see <a href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html">DescribeOrganization</a>
 */
public final class OrganizationsService implements Service {
    private static final String ID = Organization.ID;

    private final Optional<String> managementAccount;

    /** @param managementAccount empty where the account is in no organization */
    public OrganizationsService(Optional<String> managementAccount) {
        this.managementAccount = managementAccount;
    }

    @Override
    public String name() {
        return "organizations";
    }

    @Override
    public List<Operation> operations() {
        return List.of(AuthorizationMap.of(name()).operation("DescribeOrganization", new ResourceKinds<>(Map.of()), this::describe));
    }

    private ObjectNode describe(Invocation call) {
        String account = managementAccount.orElseThrow(() -> new AwsException("AWSOrganizationsNotInUseException", 400,
                "Your account is not a member of an organization."));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("Organization").put("Id", ID).put("Arn", "arn:aws:organizations::" + account + ":organization/" + ID)
                .put("FeatureSet", "ALL").put("MasterAccountId", account)
                .put("MasterAccountArn", "arn:aws:organizations::" + account + ":account/" + ID + "/" + account)
                .put("MasterAccountEmail", "management@example.com").putArray("AvailablePolicyTypes");
        return answer;
    }
}
