package dev.rolecall.cloud.cloudformation;

import static dev.rolecall.cloud.cloudformation.RecordingCloud.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.rolecall.cloud.api.AwsException;

/** Updates as CloudFormation documents them: in place, by replacement, with a clean-up, and back again where something fails. */
final class StacksAreUpdatedTest {
    private static final String ROLE = """
            {"Resources": {
              "Profile": {"Type": "AWS::IAM::InstanceProfile", "Properties": {"Roles": [{"Ref": "Role"}]}},
              "Role": {"Type": "AWS::IAM::Role", "Properties": {"Path": "%s", "AssumeRolePolicyDocument": {"Version": "2012-10-17"},
                "Policies": [{"PolicyName": "%s", "PolicyDocument": {"Statement": []}}]}}},
             "Outputs": {"Name": {"Value": {"Ref": "Role"}}}}""";
    private static final String PARAMETER = """
            {"Parameters": {"Text": {"Type": "String", "Default": "one"}},
             "Resources": {"P": {"Type": "AWS::SSM::Parameter", "Properties": {"Type": "String", "Name": "/p", "Value": {"Ref": "Text"}}}%s}}""";
    private static final String BUCKET = ", \"B\": {\"Type\": \"AWS::S3::Bucket\"}";
    private static final String RETAINED = ", \"B\": {\"Type\": \"AWS::S3::Bucket\", \"DeletionPolicy\": \"Retain\"}";

    private static final String GROUP = """
            {"Resources": {
              "Team": {"Type": "AWS::IAM::UserToGroupAddition", "Properties": {"GroupName": {"Ref": "Group"}, "Users": [%3$s]}},
              "Group": {"Type": "AWS::IAM::Group", "Properties": {"GroupName": "%4$s", "Path": "%1$s",
                "Policies": [{"PolicyName": "%2$s", "PolicyDocument": {"Statement": []}}]}}}}""";
    private static final String MEMBERS = """
            {"Resources": {
              "Team": {"Type": "AWS::IAM::UserToGroupAddition", "Properties": {"GroupName": "%s", "Users": ["ben"]}},
              "User": {"Type": "AWS::IAM::User", "Properties": {"UserName": "anna", "Groups": ["%s"]}},
              "Inline": {"Type": "AWS::IAM::Policy",
                "Properties": {"PolicyName": "P", "PolicyDocument": {"Statement": []}, "Groups": ["%s"]}},
              "Managed": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": {"Statement": []}, "Groups": ["%s"]}}}}""";

    private final RecordingCloud cloud = new RecordingCloud();

    @BeforeEach
    void roleStack() {
        cloud.create("Lesson", ROLE.formatted("/", "Read"));
        become("Lesson", "CREATE_COMPLETE");
        cloud.calls.clear();
    }

    @Test
    void whatCanChangeInPlaceKeepsItsName() {
        String before = output();
        update("Lesson", ROLE.formatted("/", "Write"));
        become("Lesson", "UPDATE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("DeleteRolePolicy", "PutRolePolicy");
        assertThat(output()).isEqualTo(before);
        assertThat(events("Lesson", "Role")).startsWith("UPDATE_COMPLETE", "UPDATE_IN_PROGRESS");
        assertThat(events("Lesson", "Profile")).as("was not touched").startsWith("CREATE_COMPLETE");
    }

    @Test
    void whatCannotIsReplacedFirstAndDeletedInTheEnd() {
        String before = output();
        update("Lesson", ROLE.formatted("/team/", "Read"));
        become("Lesson", "UPDATE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("CreateRole", "PutRolePolicy", "RemoveRoleFromInstanceProfile",
                "AddRoleToInstanceProfile", "DeleteRolePolicy", "DeleteRole");
        assertThat(output()).isNotEqualTo(before);
        assertThat(cloud.calls.getLast().input().path("RoleName").asString()).isEqualTo(before);
        assertThat(reasons("Lesson", "Role"))
                .contains("Requested update requires the creation of a new physical resource; hence creating one.");
        assertThat(events("Lesson", "Lesson")).startsWith("UPDATE_COMPLETE", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                "UPDATE_IN_PROGRESS");
    }

    @Test
    void anUpdateThatCannotBeTakenBackSaysSo() {
        String before = output();
        cloud.refuse("AddRoleToInstanceProfile", "AccessDenied", "not authorized to perform: iam:PassRole");
        update("Lesson", ROLE.formatted("/team/", "Read"));
        become("Lesson", "UPDATE_ROLLBACK_FAILED");
        assertThat(cloud.stack("Lesson").path("StackStatusReason").asString())
                .isEqualTo("The following resource(s) failed to update: [Profile]. ");

        assertThat(output()).as("the outputs stay").isEqualTo(before);
        refused(() -> update("Lesson", ROLE.formatted("/", "Read")), "is in UPDATE_ROLLBACK_FAILED state and can not be updated.");
        cloud.before.clear();
        String id = cloud.stack("Lesson").path("StackId").asString();
        cloud.about("DeleteStack", "Lesson");
        become(id, "DELETE_COMPLETE");
        assertThat(cloud.calls.stream().filter(made -> made.operation().equals("DeleteRole"))
                .map(made -> made.input().path("RoleName").asString())).as("what it had made, too").hasSize(2).contains(before);
    }

    @Test
    void whatWasChangedInPlaceIsChangedBackAndWhatWasMadeIsDeleted() {
        String id = cloud.create("Two", PARAMETER.formatted(""));
        become(id, "CREATE_COMPLETE");
        cloud.calls.clear();
        cloud.refuse("CreateBucket", "AccessDenied", "no");
        ObjectNode changed = node("TemplateBody", PARAMETER.formatted(BUCKET.replace("::Bucket\"", "::Bucket\", \"DependsOn\": \"P\"")));
        changed.putArray("Parameters").addObject().put("ParameterKey", "Text").put("ParameterValue", "two");
        update("Two", changed);
        become(id, "UPDATE_ROLLBACK_COMPLETE");

        assertThat(cloud.calls.stream().filter(made -> made.operation().equals("PutParameter"))
                .map(made -> made.input().path("Value").asString())).containsExactly("two", "one");
        assertThat(cloud.stack("Two").path("StackStatusReason").asString()).contains("failed to create: [B]");
        assertThat(resources("Two")).containsExactly("P");
        cloud.before.clear();
        update("Two", changed);
        become(id, "UPDATE_COMPLETE");
        assertThat(resources("Two")).containsExactly("P", "B");
    }

    @Test
    void whatTheTemplateNoLongerHasGoesUnlessItIsRetained() {
        for (String bucket : List.of(BUCKET, RETAINED)) {
            String id = cloud.create("Some", PARAMETER.formatted(bucket));
            become(id, "CREATE_COMPLETE");
            cloud.calls.clear();
            update("Some", PARAMETER.formatted(""));
            become(id, "UPDATE_COMPLETE");
            assertThat(cloud.operations().contains("DeleteBucket")).isEqualTo(bucket.equals(BUCKET));
            assertThat(resources("Some")).containsExactly("P");
            cloud.about("DeleteStack", "Some");
            become(id, "DELETE_COMPLETE");
        }
    }

    @Test
    void aNamedResourceCannotBeReplaced() {
        String named = "{\"Resources\": {\"R\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {\"RoleName\": \"EC2-S3-Role\", \"Path\": \"%s\","
                + " \"AssumeRolePolicyDocument\": {\"Version\": \"2012-10-17\"}}}}}";
        String id = cloud.create("Named", named.formatted("/"));
        become(id, "CREATE_COMPLETE");
        update("Named", named.formatted("/team/"));
        become(id, "UPDATE_ROLLBACK_COMPLETE");
        assertThat(reasons("Named", "R")).contains("CloudFormation cannot update a stack when a custom-named resource requires replacing. "
                + "Rename EC2-S3-Role and update the stack again.");
    }

    @Test
    void aKeyIsRotatedByItsSerial() {
        String key = "{\"Resources\": {\"K\": {\"Type\": \"AWS::IAM::AccessKey\", \"Properties\": {\"UserName\": \"anna\", \"Serial\": %d}}}}";
        String id = cloud.create("Keys", key.formatted(1));
        become(id, "CREATE_COMPLETE");
        cloud.calls.clear();
        update("Keys", key.formatted(2));
        become(id, "UPDATE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("CreateAccessKey", "DeleteAccessKey");
    }

    @Test
    void groupsChangeInPlaceWithTheirUsersAndPolicies() {
        String id = cloud.create("Team", GROUP.formatted("/", "Read", "\"anna\", \"ben\"", "Readers"));
        become(id, "CREATE_COMPLETE");
        cloud.calls.clear();
        update("Team", GROUP.formatted("/team/", "Write", "\"ben\", \"cleo\"", "Readers"));
        become(id, "UPDATE_COMPLETE");
        assertThat(asked()).containsExactlyInAnyOrder("UpdateGroup Readers", "DeleteGroupPolicy Readers", "PutGroupPolicy Readers",
                "RemoveUserFromGroup Readers anna", "AddUserToGroup Readers cleo");
    }

    @Test
    void usersArePutIntoAnotherGroupAndSoArePolicies() {
        String id = cloud.create("Team", MEMBERS.formatted("a", "a", "a", "a"));
        become(id, "CREATE_COMPLETE");
        cloud.calls.clear();
        update("Team", MEMBERS.formatted("b", "b", "b", "b"));
        become(id, "UPDATE_COMPLETE");
        assertThat(asked()).containsExactlyInAnyOrder("RemoveUserFromGroup a anna", "AddUserToGroup b anna",
                "RemoveUserFromGroup a ben", "AddUserToGroup b ben", "DeleteGroupPolicy a", "PutGroupPolicy b", "DetachGroupPolicy a",
                "AttachGroupPolicy b");
    }

    @Test
    void aGroupWithAnotherNameIsAnotherGroup() {
        String id = cloud.create("Team", GROUP.formatted("/", "Read", "\"anna\"", "Readers"));
        become(id, "CREATE_COMPLETE");
        cloud.calls.clear();
        update("Team", GROUP.formatted("/", "Read", "\"anna\"", "Writers"));
        become(id, "UPDATE_COMPLETE");
        assertThat(asked()).containsExactly("CreateGroup Writers", "PutGroupPolicy Writers", "RemoveUserFromGroup Readers anna",
                "AddUserToGroup Writers anna", "DeleteGroupPolicy Readers", "DeleteGroup Readers");
    }

    @Test
    void nothingToDoIsAnError() {
        refused(() -> update("Lesson", ROLE.formatted("/", "Read")), "No updates are to be performed.");
        refused(() -> update("Nobody", ROLE.formatted("/", "Read")), "Stack with id Nobody does not exist");
    }

    @Test
    void previousTemplatesAndValuesCanBeUsedAgain() {
        String id = cloud.create("Two", PARAMETER.formatted(""));
        become(id, "CREATE_COMPLETE");
        ObjectNode input = RecordingCloud.node("UsePreviousTemplate", "true");
        input.putArray("Parameters").addObject().put("ParameterKey", "Text").put("ParameterValue", "three");
        update("Two", input);
        become(id, "UPDATE_COMPLETE");
        ObjectNode again = RecordingCloud.node("TemplateBody", PARAMETER.formatted(BUCKET));
        again.putArray("Parameters").addObject().put("ParameterKey", "Text").put("UsePreviousValue", true);
        cloud.calls.clear();
        update("Two", again);
        become(id, "UPDATE_COMPLETE");
        await().untilAsserted(() -> assertThat(cloud.operations()).contains("CreateBucket").doesNotContain("PutParameter"));
    }

    @Test
    void aChangeSetTellsWhatWouldHappenAndDoesNothing() {
        String id = changeSet("Lesson", "look", "UPDATE", ROLE.formatted("/team/", "Read"));
        JsonNode told = cloud.call("DescribeChangeSet", node("ChangeSetName", id));
        assertThat(told.path("Status").asString()).isEqualTo("CREATE_COMPLETE");
        assertThat(told.path("Changes").valueStream().map(change -> change.path("ResourceChange"))
                .map(change -> change.path("LogicalResourceId").asString() + " " + change.path("Action").asString() + " "
                        + change.path("Replacement").asString()))
                .containsExactly("Role Modify True", "Profile Modify False");
        assertThat(told.at("/Changes/1/ResourceChange/Details/0/Evaluation").asString()).isEqualTo("Dynamic");
        assertThat(cloud.calls).isEmpty();

        cloud.call("ExecuteChangeSet", node("ChangeSetName", id));
        become("Lesson", "UPDATE_COMPLETE");
        assertThat(cloud.operations()).contains("CreateRole");
        assertThatThrownBy(() -> cloud.call("ExecuteChangeSet", node("ChangeSetName", id)))
                .isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code()).isEqualTo("InvalidChangeSetStatus"));
    }

    @Test
    void aChangeSetMayAnnounceAStackThatIsNotThere() {
        String id = changeSet("Fresh", "first", "CREATE", PARAMETER.formatted(""));
        assertThat(cloud.status("Fresh")).isEqualTo("REVIEW_IN_PROGRESS");
        assertThat(cloud.about("GetTemplate", "Fresh").path("TemplateBody").asString()).isEmpty();
        assertThat(cloud.calls).isEmpty();
        cloud.call("ExecuteChangeSet", node("ChangeSetName", id));
        become("Fresh", "CREATE_COMPLETE");
        assertThat(cloud.operations()).containsExactly("PutParameter");
        assertThat(cloud.about("GetTemplate", "Fresh").path("TemplateBody").asString()).isEqualTo(PARAMETER.formatted(""));
    }

    @Test
    void anAnnouncedStackKeepsItsParametersForTheNextChangeSet() {
        ObjectNode first = node("StackName", "Fresh").put("ChangeSetName", "first").put("ChangeSetType", "CREATE").put("TemplateBody",
                PARAMETER.formatted(""));
        first.putArray("Parameters").addObject().put("ParameterKey", "Text").put("ParameterValue", "given");
        cloud.call("CreateChangeSet", first);
        ObjectNode second = first.deepCopy().put("ChangeSetName", "second");
        second.putArray("Parameters").addObject().put("ParameterKey", "Text").put("UsePreviousValue", true);
        cloud.call("ExecuteChangeSet", node("ChangeSetName", cloud.call("CreateChangeSet", second).path("Id").asString()));
        become("Fresh", "CREATE_COMPLETE");
        assertThat(cloud.calls.getLast().input().path("Value").asString()).isEqualTo("given");
    }

    @Test
    void anEmptyChangeSetFailsInTheWordsThatClientsLookFor() {
        String id = changeSet("Lesson", "none", "UPDATE", ROLE.formatted("/", "Read"));
        JsonNode told = cloud.call("DescribeChangeSet", node("ChangeSetName", id));
        assertThat(told.path("Status").asString()).isEqualTo("FAILED");
        assertThat(told.path("StatusReason").asString()).startsWith("The submitted information didn't contain changes.");
        cloud.call("DeleteChangeSet", node("ChangeSetName", id));
        assertThatThrownBy(() -> cloud.call("DescribeChangeSet", node("ChangeSetName", "none").put("StackName", "Lesson")))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.code()).isEqualTo("ChangeSetNotFound");
                    assertThat(e.status()).isEqualTo(404);
                });
    }

    @Test
    void templatesInYamlHaveShortForms() {
        String id = cloud.create("Yaml", node("TemplateBody", """
                Parameters:
                  Text: {Type: String, Default: hello}
                Resources:
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      AssumeRolePolicyDocument: {Version: 2012-10-17}
                  P:
                    Type: AWS::SSM::Parameter
                    Properties:
                      Type: String
                      Value: !Sub '${Text} ${Role.Arn}'
                      Name: !Join ['/', ['', a, !Ref Text]]
                Outputs:
                  Arn: {Value: !GetAtt Role.Arn}
                """));
        become(id, "CREATE_COMPLETE");
        JsonNode parameter = cloud.calls.getLast().input();
        assertThat(parameter.path("Name").asString()).isEqualTo("/a/hello");
        assertThat(parameter.path("Value").asString()).startsWith("hello arn:aws:iam::123456789012:role/Yaml-Role-");
        refused(() -> cloud.create("Broken", node("TemplateBody", "Resources:\n  A: [1, 2\n")), "YAML not well-formed. (line 3");
        refused(() -> cloud.create("Twice", node("TemplateBody", "Resources: {}\nResources: {}\n")), "YAML not well-formed.");
    }

    private void update(String stack, String template) {
        update(stack, node("TemplateBody", template));
    }

    private void update(String stack, ObjectNode input) {
        input.put("StackName", stack).putArray("Capabilities").add("CAPABILITY_NAMED_IAM");
        cloud.call("UpdateStack", input);
    }

    private String changeSet(String stack, String name, String type, String template) {
        ObjectNode input = node("StackName", stack).put("ChangeSetName", name).put("ChangeSetType", type).put("TemplateBody", template);
        input.putArray("Capabilities").add("CAPABILITY_NAMED_IAM");
        return cloud.call("CreateChangeSet", input).path("Id").asString();
    }

    /** What was asked of groups, and about whom. */
    private List<String> asked() {
        return cloud.calls.stream().map(made -> (made.operation() + " " + made.input().path("GroupName").asString("") + " "
                + made.input().path("UserName").asString("")).strip()).toList();
    }

    private String output() {
        return cloud.stack("Lesson").at("/Outputs/0/OutputValue").asString();
    }

    private List<String> resources(String stack) {
        return cloud.about("DescribeStackResources", stack).path("StackResources").valueStream()
                .map(resource -> resource.path("LogicalResourceId").asString()).toList();
    }

    private List<String> events(String stack, String logicalId) {
        return told(stack, logicalId, "ResourceStatus");
    }

    private List<String> reasons(String stack, String logicalId) {
        return told(stack, logicalId, "ResourceStatusReason");
    }

    private List<String> told(String stack, String logicalId, String member) {
        return cloud.about("DescribeStackEvents", stack).path("StackEvents").valueStream()
                .filter(event -> event.path("LogicalResourceId").asString().equals(logicalId))
                .map(event -> event.path(member).asString("")).toList();
    }

    private void become(String stack, String status) {
        await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(cloud.status(stack)).as(() -> cloud.stack(stack).toString()).isEqualTo(status));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.code()).isEqualTo("ValidationError");
            assertThat(e.getMessage()).contains(message);
        });
    }
}
