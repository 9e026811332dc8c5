using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FlowerInfra.Tests.Components.Audit;
using FlowerInfra.Tests.Components.Brokers;
using FlowerInfra.Tests.Components.CelerySigning;
using FlowerInfra.Tests.Components.CeleryWorkers;
using FlowerInfra.Tests.Components.Settings;
using FlowerInfra.Tests.Components.State;
using NUnit.Framework;
using Pulumi;

namespace FlowerInfra.Tests.Components;

/// <summary>Leaves every flag and number out that has a documented default, and gives the default and another value instead.</summary>
[TestFixture]
internal sealed partial class DefaultArgumentTests
{
    private static readonly Assembly Components = typeof(FlowerDashboard).Assembly;
    private static readonly IReadOnlyDictionary<string, XElement> Documentation =
        XDocument.Load(Path.ChangeExtension(Components.Location, "xml")).Descendants("member").ToDictionary(it => it.Attribute("name")!.Value);

    private static readonly Func<ResourceArgs>[] Examples =
    [
        Everything,
        () => ComponentExamples.Dashboard(ComponentExamples.GitHub()),
        () => ComponentExamples.DashboardOfDjango(),
        () => ComponentExamples.DashboardOfDjango(ComponentExamples.DjangoPods()),
        () => ComponentExamples.Dashboard(ComponentExamples.GitLab()),
        () => ComponentExamples.Dashboard(ComponentExamples.Google()),
        () => ComponentExamples.Dashboard(ComponentExamples.Okta()),
        () => ComponentExamples.Dashboard(ComponentExamples.Oidc()),
        Refused,
        () => ComponentExamples.LoadBalancer(),
        Audited,
        () => CeleryBrokerExample.OnElastiCache(),
        () => CeleryBrokerExample.OnAmazonMq(),
        () => CeleryBrokerExample.Existing(),
        () => CelerySettingsExample.Worker(),
        Worker,
        ScaledWorker,
        TaggedWorker,
        () => CeleryMessageSigningExample.Args(),
        LogShippingExample.Args,
    ];

    private static IEnumerable<PropertyInfo> Properties => Components.GetExportedTypes()
        .Where(type => type.IsSubclassOf(typeof(InputArgs)))
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(property => ValueType(property) is not null);

    private static IEnumerable<TestCaseData> Defaults() => Properties.Where(property => DefaultOf(property) is not null)
        .Select(property => new TestCaseData(property, DefaultOf(property)).SetArgDisplayNames($"{property.DeclaringType!.Name}.{property.Name}", $"{DefaultOf(property)}"));

    [TestCaseSource(nameof(Defaults))]
    public async Task What_is_left_out_is_as_documented(PropertyInfo property, object byDefault)
    {
        var other = byDefault is int number ? number + 1 : (object)!(bool)byDefault;
        var differences = 0;
        foreach (var example in Examples.Where(example => Holders(example(), property).Any()))
        {
            var omitted = await OutcomeAsync(example, property, null);
            Assert.That(await OutcomeAsync(example, property, byDefault), Is.EqualTo(omitted));
            differences += await OutcomeAsync(example, property, other) == omitted ? 0 : 1;
        }

        Assert.That(differences, Is.Positive, "another value makes a difference");
    }

    [Test]
    public void Every_flag_and_number_that_may_be_left_out_has_a_default_or_none() => Assert.That(
        Properties.Where(property => DefaultOf(property) is null).Select(property => $"{property.DeclaringType!.Name}.{property.Name}"),
        // The one is required, and without the other nothing moves.
        Is.EquivalentTo(new[] { "ObjectLockArgs.Days", "StateBackupArgs.ColdStorageAfterDays" }));

    private static async Task<string> OutcomeAsync(Func<ResourceArgs> example, PropertyInfo property, object? value)
    {
        var args = example();
        foreach (var holder in Holders(args, property))
            property.SetValue(holder, Converted(property, value));
        string? refusal = null;
        var program = await MockedProgram.RunAsync(() =>
        {
            try
            {
                Create(args);
            }
            catch (ArgumentFaultsException exception)
            {
                refusal = exception.Message;
            }
        });
        // Components have the arguments as inputs.
        return refusal ?? string.Join('\n', program.Resources.Where(it => !it.Type.StartsWith("flower-infra:", StringComparison.Ordinal))
            .Select(it => $"{it.Name} {it.Text()}"));
    }

    private static void Create(ResourceArgs args) => _ = args switch
    {
        FlowerDashboardArgs dashboard => new FlowerDashboard("flower", dashboard),
        InternalLoadBalancerArgs loadBalancer => new InternalLoadBalancer("tools", loadBalancer),
        AuditTrailArgs audit => (ComponentResource)new AuditTrail("audit", audit),
        CeleryWorkerArgs worker => new CeleryWorker("orders-worker", worker),
        CeleryMessageSigningArgs signing => new CeleryMessageSigning("orders-signing", signing),
        LogShippingArgs shipping => new LogShipping("logs", shipping),
        CeleryBrokerArgs broker => new CeleryBroker("orders", broker),
        CelerySettingsArgs settings => new CelerySettings("orders", settings),
        _ => throw new ArgumentOutOfRangeException(nameof(args)),
    };

    /// <summary>The arguments of the property's type among some arguments, or anywhere in them.</summary>
    private static IEnumerable<object> Holders(object args, PropertyInfo property) => args.GetType().GetProperties()
        .Where(it => it.PropertyType.Assembly == Components || it.PropertyType.IsGenericType)
        .Select(it => it.GetValue(args))
        .SelectMany(it => it as IEnumerable<InputArgs> ?? (it is InputArgs inner ? [inner] : []))
        .SelectMany(inner => Holders(inner, property))
        .Concat(args.GetType() == property.DeclaringType ? [args] : []);

    private static Type? ValueType(PropertyInfo property)
    {
        var type = property.PropertyType;
        var inner = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Input<>) ? type.GetGenericArguments()[0] : Nullable.GetUnderlyingType(type);
        return inner == typeof(int) || inner == typeof(bool) ? inner : null;
    }

    private static object? Converted(PropertyInfo property, object? value) => (value, Nullable.GetUnderlyingType(property.PropertyType)) switch
    {
        (int number, null) => (Input<int>)number,
        (bool flag, null) => (Input<bool>)flag,
        _ => value,
    };

    private static object? DefaultOf(PropertyInfo property)
    {
        var documented = Default().Match(SummaryOf(property)).Groups[1].Value;
        return documented.Length == 0 ? null : ValueType(property) == typeof(bool) ? bool.Parse(documented) : int.Parse(documented);
    }

    // What several kinds of arguments share is documented at their interface.
    private static string SummaryOf(PropertyInfo property) => property.DeclaringType!.GetInterfaces().Prepend(property.DeclaringType)
        .Select(type => Documentation.GetValueOrDefault($"P:{type.FullName}.{property.Name}")?.Element("summary")?.Value)
        .OfType<string>().First();

    private static FlowerDashboardArgs Everything()
    {
        var args = ComponentExamples.WithAdmin();
        args.ResultBackend = ComponentExamples.ResultBackend();
        args.Admin!.Auth = ComponentExamples.Google();
        args.Admin.Rates = new RequestRatesArgs();
        args.Admin.Signing = new AdministratorSigningArgs();
        args.State = EncryptedStateExample.OnEbs();
        args.State.Backup = new StateBackupArgs();
        args.Rotation = new RotationArgs
        {
            LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate",
            RoleArn = "arn:aws:iam::123456789012:role/rotate",
        };
        return args;
    }

    // What its flags would allow.
    private static FlowerDashboardArgs Refused()
    {
        var args = ComponentExamples.Dashboard(ComponentExamples.Oidc());
        args.LoadBalancer!.IdentityProviderCidrBlocks = ["198.51.100.0/24"];
        args.Images.Gateway = "registry.example.com/nginxinc/nginx-unprivileged:1.29";
        return args;
    }

    private static AuditTrailArgs Audited()
    {
        var args = AuditTrailExample.Args();
        args.LogBucket!.ObjectLock = new ObjectLockArgs { Days = 30 };
        args.FlowLogs = new VpcFlowLogsArgs { VpcId = "vpc-1" };
        return args;
    }

    private static CeleryWorkerArgs Worker()
    {
        var args = CeleryWorkerExample.Signing();
        args.AllowedDestinations = [new() { CidrBlock = "10.60.0.0/20", Description = "Payments" }];
        return args;
    }

    private static CeleryWorkerArgs TaggedWorker()
    {
        var args = CeleryWorkerExample.Args();
        args.Image = "registry.example.com/orders:1.2";
        return args;
    }

    private static CeleryWorkerArgs ScaledWorker()
    {
        var args = CeleryWorkerExample.Args();
        args.Scaling = new() { TriggerAuthenticationName = "keda" };
        return args;
    }

    [GeneratedRegex(@"Default:\s+([0-9]+|true|false)\b")]
    private static partial Regex Default();
}
