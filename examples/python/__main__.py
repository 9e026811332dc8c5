import flower_infra_flower_infra as flower_infra
import pulumi

# The ids are examples: put your own in their place.
subnet_cidr_blocks = ["10.60.0.0/24", "10.60.1.0/24"]
vpn_cidr_blocks = ["10.8.0.0/16"]

tools = flower_infra.InternalLoadBalancer(
    "tools",
    vpc_id="vpc-0123456789ab0ee00",
    subnet_ids=["subnet-0123456789ab0ee0a", "subnet-0123456789ab0ee0b"],
    subnet_cidr_blocks=subnet_cidr_blocks,
    vpn_cidr_blocks=vpn_cidr_blocks,
    certificate_arn="arn:aws:acm:eu-west-1:123456789012:certificate/2f3e4d5c-6b7a-4988-a6b5-c4d3e2f1a0b9",
)

flower = flower_infra.FlowerDashboard(
    "flower",
    host="flower.example.internal",
    hosted_zone_id="Z0123456789EXAMPLE",
    auth=flower_infra.FlowerAuthArgs(basic=flower_infra.BasicAuthArgs(users=["oncall", "ops"])),
    broker=flower_infra.BrokerArgs(
        url_secret_arn="arn:aws:secretsmanager:eu-west-1:123456789012:secret:broker-url-a1B2c3",
        security_group_id="sg-0123456789ab0ee1b",
        cidr_blocks=["10.60.16.0/20"],
    ),
    # A component of a package takes no other component: these are the load balancer's outputs, and its ranges once more.
    load_balancer=flower_infra.LoadBalancerReferenceArgs(
        listener_arn=tools.listener_arn,
        security_group_id=tools.security_group_id,
        dns_name=tools.dns_name,
        zone_id=tools.zone_id,
        arn_suffix=tools.arn_suffix,
        subnet_cidr_blocks=subnet_cidr_blocks,
        vpn_cidr_blocks=vpn_cidr_blocks,
    ),
    cluster=flower_infra.ClusterArgs(name="prod"),
    deployer_role_arns=["arn:aws:iam::123456789012:role/platform-deployer"],
    images=flower_infra.ImagesArgs(
        flower="mher/flower:2.1.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abf10e",
        gateway="nginxinc/nginx-unprivileged:1.28.0-alpine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789ab6a7e",
    ),
)

pulumi.export("url", flower.url)
