namespace FlowerInfra.Tests.Tools.Controls;

/// <summary>The load balancer, the firewalls, secrets, policies and a broker of the good plan.</summary>
internal static class SampleAwsResources
{
    public static readonly (string Name, string Type, string Inputs)[] All =
    [
        ("aws", "pulumi:providers:aws", """{ "region": "eu-west-1", "allowedAccountIds": "[\"123456789012\"]" }"""),
        ("alb", "aws:lb/loadBalancer:LoadBalancer",
            """
            {
              "internal": true, "dropInvalidHeaderFields": true, "desyncMitigationMode": "strictest", "enableDeletionProtection": true,
              "subnets": [ "subnet-a", "subnet-b" ], "securityGroups": [ "${@group.id}" ],
              "accessLogs": { "bucket": "${@bucket.id}", "enabled": true }
            }
            """),
        ("https", "aws:lb/listener:Listener",
            """
            {
              "protocol": "HTTPS", "port": 443, "certificateArn": "${@certificate.arn}",
              "sslPolicy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
              "defaultActions": [ { "type": "fixed-response", "fixedResponse": { "statusCode": "404", "contentType": "text/plain" } } ]
            }
            """),
        ("http", "aws:lb/listener:Listener",
            """
            {
              "protocol": "HTTP", "port": 80,
              "defaultActions": [ { "type": "redirect", "redirect": { "protocol": "HTTPS", "port": "443", "statusCode": "HTTP_301" } } ]
            }
            """),
        ("rule", "aws:lb/listenerRule:ListenerRule",
            """
            {
              "listenerArn": "${@https.arn}",
              "conditions": [ { "hostHeader": { "values": [ "flower.example.com" ] } }, { "sourceIp": { "values": [ "10.8.0.0/16" ] } } ],
              "actions": [ { "type": "forward", "targetGroupArn": "${@target.arn}" } ]
            }
            """),
        ("target", "aws:lb/targetGroup:TargetGroup",
            """{ "protocol": "HTTPS", "healthCheck": { "protocol": "HTTPS", "path": "/healthcheck", "matcher": "200" } }"""),
        ("certificate", "aws:acm/certificate:Certificate",
            """{ "domainName": "flower.example.com", "subjectAlternativeNames": [ "flower-admin.example.com" ] }"""),
        ("acl", "aws:wafv2/webAcl:WebAcl",
            """
            {
              "visibilityConfig": { "cloudwatchMetricsEnabled": true, "sampledRequestsEnabled": false },
              "rules": [
                {
                  "priority": 0, "action": { "block": {} }, "statement": { "rateBasedStatement": { "limit": 3000 } },
                  "visibilityConfig": { "cloudwatchMetricsEnabled": true, "sampledRequestsEnabled": false }
                },
                {
                  "priority": 1, "overrideAction": { "none": {} },
                  "statement": { "managedRuleGroupStatement": { "vendorName": "AWS", "name": "AWSManagedRulesKnownBadInputsRuleSet" } },
                  "visibilityConfig": { "cloudwatchMetricsEnabled": true, "sampledRequestsEnabled": false }
                },
                {
                  "priority": 10, "action": { "allow": {} }, "statement": { "ipSetReferenceStatement": { "arn": "arn:aws:wafv2:eu-west-1:1:ipset" } },
                  "visibilityConfig": { "cloudwatchMetricsEnabled": true, "sampledRequestsEnabled": false }
                }
              ]
            }
            """),
        ("association", "aws:wafv2/webAclAssociation:WebAclAssociation", """{ "resourceArn": "${@alb.arn}", "webAclArn": "${@acl.arn}" }"""),
        ("logging", "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
            """
            {
              "resourceArn": "${@acl.arn}", "logDestinationConfigs": [ "${@log-group.arn}" ],
              "redactedFields": [ { "singleHeader": { "name": "authorization" } }, { "singleHeader": { "name": "cookie" } }, { "queryString": {} } ]
            }
            """),
        ("group", "aws:ec2/securityGroup:SecurityGroup", """{ "description": "VPN only", "vpcId": "vpc-1" }"""),
        ("in", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            """
            {
              "securityGroupId": "${@group.id}", "cidrIpv4": "10.8.0.0/16", "ipProtocol": "tcp", "fromPort": 443, "toPort": 443,
              "description": "VPN"
            }
            """),
        ("in-other", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            """
            {
              "securityGroupId": "${@group.id}", "cidrIpv6": "fd12:3456::/48", "ipProtocol": "tcp", "fromPort": 443, "toPort": 443,
              "description": "VPN over IPv6"
            }
            """),
        ("in-combined", "aws:ec2/securityGroupRule:SecurityGroupRule",
            """
            {
              "securityGroupId": "${@group.id}", "type": "ingress", "cidrBlocks": [ "10.9.0.0/16" ], "protocol": "tcp",
              "fromPort": 443, "toPort": 443, "description": "Another VPN"
            }
            """),
        ("out-combined", "aws:ec2/securityGroupRule:SecurityGroupRule",
            """
            {
              "securityGroupId": "${@group.id}", "type": "egress", "cidrBlocks": [ "192.30.252.0/22" ], "protocol": "6",
              "fromPort": 443, "toPort": 443, "description": "Identity provider"
            }
            """),
        ("out", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
            """
            {
              "securityGroupId": "${@group.id}",
              "referencedSecurityGroupId": "${urn:pulumi:s::p::aws:ec2/securityGroup:SecurityGroup::pods.id}",
              "ipProtocol": "tcp", "fromPort": 8443, "toPort": 8443, "description": "pods"
            }
            """),
        ("key", "aws:kms/key:Key",
            """
            {
              "enableKeyRotation": true,
              "policy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"arn:aws:iam::123456789012:role/flower\",\"arn:aws:iam::123456789012:role/reader\"]},\"Action\":\"kms:Decrypt\",\"Resource\":\"*\"},{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"},\"Action\":\"kms:PutKeyPolicy\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:PrincipalType\":\"Account\"}}},{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"},\"Action\":[\"kms:DescribeKey\",\"kms:GetKeyPolicy\",\"kms:ListGrants\"],\"Resource\":\"*\"}]}"
            }
            """),
        ("secret", "aws:secretsmanager/secret:Secret", """{ "kmsKeyId": "${@key.arn}", "recoveryWindowInDays": 30 }"""),
        ("secret-policy", "aws:secretsmanager/secretPolicy:SecretPolicy",
            """
            {
              "secretArn": "${@secret.arn}", "blockPublicPolicy": true,
              "policy": "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"*\"},\"Action\":[\"secretsmanager:GetSecretValue\"],\"Resource\":\"*\",\"Condition\":{\"ArnNotEquals\":{\"aws:PrincipalArn\":[\"${@role.arn}\",\"arn:aws:iam::123456789012:role/reader\"]}}},{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"*\"},\"Action\":[\"secretsmanager:PutResourcePolicy\",\"secretsmanager:PutSecretValue\"],\"Resource\":\"*\",\"Condition\":{\"ArnNotEquals\":{\"aws:PrincipalArn\":\"arn:aws:iam::123456789012:role/deployer\"}}},{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:role/reader\"},\"Action\":\"secretsmanager:GetSecretValue\",\"Resource\":\"*\"}]}"
            }
            """),
        ("rotation", "aws:secretsmanager/secretRotation:SecretRotation",
            """{ "secretId": "${@secret.id}", "rotationLambdaArn": "arn:aws:lambda:f", "rotationRules": { "automaticallyAfterDays": 30 } }"""),
        ("version", "aws:secretsmanager/secretVersion:SecretVersion",
            """{ "secretId": "${@secret.id}", "secretStringWo": "[secret]", "secretStringWoVersion": 1 }"""),
        ("role", "aws:iam/role:Role",
            $$"""{ "assumeRolePolicy": {{SamplePlan.Trust("pods.eks.amazonaws.com", SamplePlan.PodConditions)}} }"""),
        ("role-policy", "aws:iam/rolePolicy:RolePolicy",
            $$"""{ "policy": {{SamplePlan.Policy("secretsmanager:GetSecretValue", "${@secret.arn}", null)}} }"""),
        ("attachment", "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            """{ "policyArn": "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup", "role": "${@role.name}" }"""),
        ("redis", "aws:elasticache/replicationGroup:ReplicationGroup",
            """
            {
              "atRestEncryptionEnabled": true, "transitEncryptionEnabled": true, "transitEncryptionMode": "required",
              "userGroupIds": [ "flower" ], "securityGroupIds": [ "sg-1" ], "kmsKeyId": "${@key.arn}",
              "automaticFailoverEnabled": true, "multiAzEnabled": true
            }
            """),
        ("cache-user", "aws:elasticache/user:User",
            """
            {
              "userName": "flower", "authenticationMode": { "type": "password", "passwords": "[secret]" },
              "accessString": "on +ping (+llen %R~celery) (+psubscribe &/0.celeryev/*)"
            }
            """),
        ("no-default", "aws:elasticache/user:User",
            """{ "userName": "default", "authenticationMode": { "type": "password", "passwords": "[secret]" }, "accessString": "off -@all" }"""),
        ("cache-users", "aws:elasticache/userGroup:UserGroup", """{ "userIds": [ "${@cache-user.userId}", "${@no-default.userId}" ] }"""),
        ("rights", "flower-infra:index:RenderedFiles", """{ "files": {} }"""),
        ("rabbit", "aws:mq/broker:Broker",
            """{ "subnetIds": [ "subnet-a" ], "securityGroups": [ "sg-1" ], "deploymentMode": "CLUSTER_MULTI_AZ" }"""),
        ("broker", "flower-infra:index:CeleryBroker",
            """
            {
              "peers": [ { "name": "workers", "securityGroupId": "sg-workers" } ],
              "server": { "existing": { "kind": "redis", "securityGroupId": "sg-broker" } }
            }
            """),
        ("broker-in", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            """
            {
              "securityGroupId": "sg-broker", "referencedSecurityGroupId": "sg-workers", "ipProtocol": "tcp", "fromPort": 6379, "toPort": 6379,
              "description": "Workers"
            }
            """),
        ("redis-in", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            """
            {
              "securityGroupId": "sg-1", "referencedSecurityGroupId": "sg-workers", "ipProtocol": "tcp", "fromPort": 6379, "toPort": 6379,
              "description": "Workers"
            }
            """),
    ];
}
