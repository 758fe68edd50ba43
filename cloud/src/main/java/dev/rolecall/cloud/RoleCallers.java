package dev.rolecall.cloud;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.gateway.SessionCallers;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Session;
import dev.rolecall.cloud.sts.ServiceRoles;

/** Services that work as a role: each assumes it, as the role's trust policy allows, and calls as that session. */
record RoleCallers(Account account, String region, ServiceRoles roles, InstantSource clock) {

    /** CloudFormation, as the service role of a stack. */
    Caller ofStack(String roleArn) {
        return caller(roles.session("cloudformation.amazonaws.com", roleArn, "AWSCloudFormation", Map.of("aws:SourceAccount", own())));
    }

    /**
     * The scheduler, as the execution role of a schedule. The name of its sessions is not documented; here it is the schedule's.
     *
     * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html">Confused deputy
     *      prevention</a>: the source is the schedule's group
     */
    Caller ofSchedule(String roleArn, String groupArn, String schedule) {
        String name = schedule.length() < 2 ? schedule + "-" : schedule;
        return caller(roles.session("scheduler.amazonaws.com", roleArn, name,
                Map.of("aws:SourceAccount", own(), "aws:SourceArn", List.of(groupArn))));
    }

    /** Whoever holds the session, calling without a request on the wire. */
    Caller caller(Session session) {
        return SessionCallers.of(session, account, region, clock.instant());
    }

    private List<String> own() {
        return List.of(account.id());
    }
}
