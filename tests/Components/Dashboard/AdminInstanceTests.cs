using FlowerInfra.Tests.Components.State;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Dashboard;

[TestFixture]
internal sealed class AdminInstanceTests
{
    [Test]
    public async Task Without_one_nothing_of_it_exists_and_nothing_takes_writes()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Resources.Select(resource => resource.Name), Is.All.Not.Contain("admin"));
            Assert.That(Configuration(program, "flower"), Does.Contain("\nread_only = True\n"));
        }
    }

    [Test]
    public async Task Adding_one_changes_nothing_of_the_viewers()
    {
        var without = await ComponentExamples.RunAsync(ComponentExamples.Dashboard());
        var with = await ComponentExamples.RunAsync(ComponentExamples.WithAdmin());

        Assert.That(without.ChangesTo(with), Is.Not.Empty.And.All.StartsWith("+ flower-admin"));
    }

    [Test]
    public async Task It_has_a_namespace_secrets_a_role_a_security_group_and_a_target_group_of_its_own()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.WithAdmin());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-admin-namespace"].Text("metadata.name"), Is.EqualTo("flower-admin"));
            foreach (var kind in new[] { "Namespace", "Role", "PodIdentityAssociation", "Key", "SecurityGroup", "TargetGroup", "ListenerRule", "Record", "StatefulSet" })
                Assert.That(program.Of(kind).Count(), Is.EqualTo(2), kind);
            Assert.That(
                program.Of("Secret").Count(secret => secret.Name.StartsWith("flower-admin-", StringComparison.Ordinal)), Is.EqualTo(2));
            Assert.That(program["flower-admin-route-rule"].JsonText("actions"), Does.Contain("flower-admin-route-target.arn"));
            Assert.That(program["flower-admin-credentials-pod-identity"].Text("namespace"), Is.EqualTo("flower-admin"));
        }
    }

    [Test]
    public async Task Neither_role_reads_the_others_secrets()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.WithAdmin());
        var viewer = Readable(program, "flower");
        var admin = Readable(program, "flower-admin");

        Assert.That(viewer.Intersect(admin), Is.EqualTo(new[] { ComponentExamples.BrokerUrl }));
    }

    [Test]
    public async Task With_logins_of_their_own_administrators_share_no_credential_with_viewers()
    {
        const string broker = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-broker-admin-AbCdEf";
        const string results = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:celery-results-admin-AbCdEf";
        var args = ComponentExamples.WithAdmin();
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.Admin!.Broker = ComponentExamples.Broker();
        args.Admin.Broker.UrlSecretArn = broker;
        args.Admin.Broker.Port = 5671;
        args.Admin.ResultBackend = ComponentExamples.ResultBackend();
        args.Admin.ResultBackend.UrlSecretArn = results;
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Readable(program, "flower").Intersect(Readable(program, "flower-admin")), Is.Empty);
            Assert.That(Readable(program, "flower-admin"), Is.SupersetOf(new[] { broker, results }));
            Assert.That(program["flower-admin-isolation-to-broker"].JsonText("toPort"), Is.EqualTo("5671"));
            Assert.That(program["flower-isolation-to-broker"].JsonText("toPort"), Is.EqualTo("6379"));
        }
    }

    [Test]
    public async Task Its_passwords_are_handed_out_by_its_own_readers()
    {
        const string viewers = "arn:aws:iam::123456789012:role/viewers-passwords";
        const string administrators = "arn:aws:iam::123456789012:role/administrators-passwords";
        var args = ComponentExamples.WithAdmin();
        args.Auth.Basic!.PasswordReaderRoleArns = [viewers];
        args.Admin!.Auth.Basic!.PasswordReaderRoleArns = [administrators];
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-credentials-basic-auth-policy"].Text("policy"), Does.Contain(viewers).And.Not.Contain(administrators));
            Assert.That(program["flower-admin-credentials-basic-auth-policy"].Text("policy"), Does.Contain(administrators).And.Not.Contain(viewers));
        }
    }

    [Test]
    public async Task Results_by_the_brokers_rule_take_the_brokers_port()
    {
        var args = ComponentExamples.WithAdmin();
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.ResultBackend.Port = 6379;
        args.ResultBackend.IsBrokersServer = true;
        args.Admin!.Broker = ComponentExamples.Broker();
        args.Admin.Broker.Port = 5671;

        var refusal = await ComponentExamples.RefusalAsync(args);

        Assert.That(refusal.Faults.Select(fault => fault.Key), Is.EqualTo(new[] { "admin.resultBackend" }));
    }

    [Test]
    public async Task It_answers_on_its_own_host_for_administrators_ranges_and_the_viewers_stay_as_they_are()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.WithAdmin());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Conditions(program["flower-admin-route-rule"]), Is.EqualTo(
                new[] { "hostHeader flower-admin.example.internal", "pathPattern /*", "sourceIp 10.8.16.0/24" }));
            Assert.That(Conditions(program["flower-route-rule"]), Is.EqualTo(
                new[] { "hostHeader flower.example.internal", "pathPattern /*", "sourceIp 10.8.0.0/16" }));
        }
    }

    [Test]
    public async Task It_takes_writes_and_the_viewers_instance_does_not()
    {
        var program = await ComponentExamples.RunAsync(ComponentExamples.WithAdmin());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Configuration(program, "flower"), Does.Contain("\nread_only = True\n"));
            Assert.That(Configuration(program, "flower-admin"), Does.Contain("\nread_only = False\n"));
        }
    }

    [Test]
    public async Task No_setting_of_it_touches_the_viewers()
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin = new FlowerAdminArgs
        {
            Host = "ops.example.internal",
            UrlPrefix = "/admin",
            Auth = ComponentExamples.GitLab(),
            VpnCidrBlocks = ["10.8.32.0/24", "10.8.64.0/24"],
            CredentialsVersion = 7,
            TaskNames = ["orders.send"],
            CertificateArn = ComponentExamples.Certificate,
        };
        var before = await ComponentExamples.RunAsync(ComponentExamples.WithAdmin());
        var after = await ComponentExamples.RunAsync(args);

        Assert.That(before.ChangesTo(after), Is.Not.Empty.And.All.Match("^[-+~] (flower-admin|ops[.]example|listener-certificate)"));
    }

    [Test]
    public async Task Tasks_that_are_named_are_known_to_it_and_not_to_the_viewers()
    {
        var args = ComponentExamples.WithAdmin();
        args.Admin!.TaskNames = ["orders.send"];
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program["flower-admin-config"].At("data")!["flower_tasks.py"]!.GetValue<string>(), Does.Contain("\"orders.send\""));
            Assert.That(program["flower-config"].At("data")!["flower_tasks.py"], Is.Null);
        }
    }

    [Test]
    public async Task The_viewers_state_is_not_mounted_by_administrators()
    {
        var args = ComponentExamples.WithAdmin();
        args.State = EncryptedStateExample.OnEbs();
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("PersistentVolumeClaim").Count(), Is.EqualTo(1));
            Assert.That(program["flower-stateful-set"].Text(), Does.Contain("persistentVolumeClaim"));
            Assert.That(program["flower-admin-stateful-set"].Text(), Does.Not.Contain("persistentVolumeClaim"));
        }
    }

    [Test]
    public async Task It_has_its_own_namespace_even_where_the_viewers_use_an_existing_one()
    {
        var args = ComponentExamples.WithAdmin();
        args.Namespace = "celery";
        args.UseExistingNamespace = true;
        args.ExistingServiceAccountName = "celery-tools";
        var program = await ComponentExamples.RunAsync(args);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(program.Of("Namespace").Select(it => it.Text("metadata.name")), Is.EqualTo(new[] { "celery-admin" }));
            Assert.That(program["flower-admin-stateful-set"].Text("spec.template.spec.serviceAccountName"), Is.EqualTo("flower-admin"));
        }
    }

    private static string Configuration(MockedProgram program, string instance) =>
        program[$"{instance}-config"].At("data")!["flowerconfig.py"]!.GetValue<string>();

    private static IReadOnlyList<string> Readable(MockedProgram program, string instance) =>
        program[$"{instance}-credentials-role-policy"].Json("policy").Statement("ReadSecrets").Resources();

    private static IEnumerable<string> Conditions(MockedResource rule) => rule.At("conditions")!.AsArray()
        .SelectMany(condition => condition!.AsObject())
        .SelectMany(condition => condition.Value!["values"]!.AsArray(), (condition, value) => $"{condition.Key} {value}");
}
