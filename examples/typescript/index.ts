import * as flowerInfra from "@flower-infra/flower-infra";

// The ids are examples: put your own in their place.
const subnetCidrBlocks = ["10.60.0.0/24", "10.60.1.0/24"];
const vpnCidrBlocks = ["10.8.0.0/16"];

const tools = new flowerInfra.InternalLoadBalancer("tools", {
    vpcId: "vpc-0123456789ab0ee00",
    subnetIds: ["subnet-0123456789ab0ee0a", "subnet-0123456789ab0ee0b"],
    subnetCidrBlocks,
    vpnCidrBlocks,
    certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/2f3e4d5c-6b7a-4988-a6b5-c4d3e2f1a0b9",
});

const flower = new flowerInfra.FlowerDashboard("flower", {
    host: "flower.example.internal",
    hostedZoneId: "Z0123456789EXAMPLE",
    auth: { basic: { users: ["oncall", "ops"] } },
    broker: {
        urlSecretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker-url-a1B2c3",
        securityGroupId: "sg-0123456789ab0ee1b",
        cidrBlocks: ["10.60.16.0/20"],
    },
    // A component of a package takes no other component: these are the load balancer's outputs, and its ranges once more.
    loadBalancer: {
        listenerArn: tools.listenerArn,
        securityGroupId: tools.securityGroupId,
        dnsName: tools.dnsName,
        zoneId: tools.zoneId,
        arnSuffix: tools.arnSuffix,
        subnetCidrBlocks,
        vpnCidrBlocks,
    },
    cluster: { name: "prod" },
    deployerRoleArns: ["arn:aws:iam::123456789012:role/platform-deployer"],
    images: {
        flower: "mher/flower:2.1.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abf10e",
        gateway: "nginxinc/nginx-unprivileged:1.28.0-alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab6a7e",
    },
});

export const url = flower.url;
