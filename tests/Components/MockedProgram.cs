using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Components;

/// <summary>A Pulumi program that ran under mocks: its resources by name, with their inputs as JSON.</summary>
internal sealed class MockedProgram : IMocks
{
    // As STS names a session of ComponentExamples.Deployer.
    private const string Deployer = "arn:aws:sts::123456789012:assumed-role/deployer/pulumi";

    private readonly ConcurrentDictionary<(string Type, string Name), MockedResource> _resources = new();
    private readonly ConcurrentBag<string> _duplicates = [];
    private readonly ConcurrentBag<MockCallArgs> _calls = [];
    private readonly bool _isAnswering;
    private readonly ImmutableDictionary<string, object> _otherStack;
    private readonly string _caller;

    private MockedProgram(bool isAnswering, string caller = Deployer, ImmutableDictionary<string, object>? otherStack = null) =>
        (_isAnswering, _caller, _otherStack) = (isAnswering, caller, otherStack ?? []);

    /// <summary>The resources, sorted by name.</summary>
    public IEnumerable<MockedResource> Resources => _resources.Values
        .OrderBy(resource => resource.Name, StringComparer.Ordinal).ThenBy(resource => resource.Type, StringComparer.Ordinal);

    /// <summary>The providers that were asked a function, each once.</summary>
    public IEnumerable<string> CallProviders => _calls.Select(call => call.Provider ?? "").Distinct().Order(StringComparer.Ordinal);

    /// <summary>The functions that were asked, as often as they were.</summary>
    public IEnumerable<string> Functions => _calls.Select(call => call.Token!).Order(StringComparer.Ordinal);

    /// <summary>The only resource of this logical name.</summary>
    public MockedResource this[string name] => Resources.Where(resource => resource.Name == name).ToArray() switch
    {
        [var found] => found,
        [] => throw new KeyNotFoundException(
            $"No resource \"{name}\"; there are: {string.Join(", ", Resources.Select(resource => resource.Name))}"),
        var several => throw new KeyNotFoundException(
            $"More than one resource \"{name}\": name one of the kinds {string.Join(", ", several.Select(resource => resource.Kind))}"),
    };

    /// <summary>The resource of this logical name and kind, for example <c>SecretVersion</c>.</summary>
    public MockedResource this[string name, string kind] => Of(kind).SingleOrDefault(resource => resource.Name == name)
        ?? throw new KeyNotFoundException(
            $"No {kind} \"{name}\"; there are: {string.Join(", ", Of(kind).Select(resource => resource.Name))}");

    /// <summary>The resources of a kind, for example <c>SecretVersion</c>.</summary>
    public IEnumerable<MockedResource> Of(string kind) => Resources.Where(resource => resource.Kind == kind);

    /// <summary>What a later run adds (+), removes (-) and changes (~) of what is deployed, by name, sorted.</summary>
    public IEnumerable<string> ChangesTo(MockedProgram later) => _resources.Keys.Union(later._resources.Keys)
        .Where(key => !key.Type.StartsWith("flower-infra:", StringComparison.Ordinal))
        .Select(key => (_resources.TryGetValue(key, out var before), later._resources.TryGetValue(key, out var after)) switch
        {
            (true, false) => $"- {key.Name}",
            (false, true) => $"+ {key.Name}",
            _ => before!.Text() == after!.Text() ? "" : $"~ {key.Name}",
        })
        .Where(change => change.Length > 0)
        .Order(StringComparer.Ordinal);

    /// <summary>Runs a program outside preview: every string output has a value, "NAME.property".</summary>
    public static Task<MockedProgram> RunAsync(Action program, bool isPreview = false) =>
        RunAsync(new MockedProgram(isAnswering: true), program, isPreview);

    /// <summary>Runs a program as a caller of AWS, and gives what it created and the failure that ended it, if any.</summary>
    public static Task<(MockedProgram Program, Exception? Failure)> RunAsAsync(string caller, Action program, bool isPreview = false) =>
        TryAsync(new MockedProgram(isAnswering: true, caller), program, isPreview);

    /// <summary>Runs a program, and gives what it created and the failure that ended it, if any.</summary>
    /// <param name="program">The program.</param>
    /// <param name="otherStack">The outputs of every stack that the program refers to.</param>
    /// <param name="isPreview">Whether it is a preview.</param>
    public static Task<(MockedProgram Program, Exception? Failure)> TryAsync(
        Action program, ImmutableDictionary<string, object>? otherStack = null, bool isPreview = false) =>
        TryAsync(new MockedProgram(isAnswering: true, otherStack: otherStack), program, isPreview);

    /// <summary>Runs a program as the preview of a first deployment: what a provider makes up is unknown.</summary>
    public static Task<MockedProgram> PreviewAsync(Action program) =>
        RunAsync(new MockedProgram(isAnswering: false), program, isPreview: true);

    /// <summary>Runs a program whose arguments are refused, and gives the refusal.</summary>
    public static async Task<ArgumentFaultsException> RefusalAsync(Action program) => (await RefusedAsync(program)).Refusal;

    /// <summary>Runs a program whose arguments are refused, and gives the refusal and what was created until then.</summary>
    public static async Task<(ArgumentFaultsException Refusal, MockedProgram Program)> RefusedAsync(Action program)
    {
        ArgumentFaultsException? refusal = null;
        var mocks = await RunAsync(() =>
        {
            try
            {
                program();
            }
            catch (ArgumentFaultsException exception)
            {
                refusal = exception;
            }
        });
        return (refusal ?? throw new InvalidOperationException("The arguments were accepted."), mocks);
    }

    private static async Task<(MockedProgram Program, Exception? Failure)> TryAsync(MockedProgram mocks, Action program, bool isPreview)
    {
        try
        {
            return (await RunAsync(mocks, program, isPreview), null);
        }
        catch (Exception failure)
        {
            return (mocks, failure);
        }
    }

    private static async Task<MockedProgram> RunAsync(MockedProgram mocks, Action program, bool isPreview)
    {
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = isPreview, ProjectName = "flower-infra", StackName = "test" }, () =>
        {
            program();
            return new Dictionary<string, object?>();
        });
        return mocks._duplicates.IsEmpty
            ? mocks
            : throw new InvalidOperationException(
                $"The engine refuses names that are taken: {string.Join(", ", mocks._duplicates.Order())}");
    }

    Task<(string? id, object state)> IMocks.NewResourceAsync(MockResourceArgs args)
    {
        var resource = new MockedResource(args.Type!, args.Name!, JsonSerializer.SerializeToNode(args.Inputs)!.AsObject())
        {
            Provider = args.Provider ?? "",
        };
        if (!_resources.TryAdd((resource.Type, resource.Name), resource))
            _duplicates.Add($"{resource.Type} {resource.Name}");
        return Task.FromResult<(string?, object)>(_isAnswering ? ($"{args.Name}.id", State(args)) : (null, args.Inputs));
    }

    Task<object> IMocks.CallAsync(MockCallArgs args)
    {
        _calls.Add(args);
        object answer = args.Token switch
        {
            "aws:eks/getCluster:getCluster" => Answer(("arn", $"arn:aws-cn:eks:cn-north-1:210987654321:cluster/{args.Args["name"]}"))
                .Add("vpcConfig", Answer(("clusterSecurityGroupId", $"sg-of-{args.Args["name"]}"), ("vpcId", $"vpc-of-{args.Args["name"]}")))
                .Add("identities", List(ImmutableDictionary<string, object>.Empty.Add("oidcs", List(
                    Answer(("issuer", $"https://oidc.eks.cn-north-1.amazonaws.com.cn/id/{args.Args["name"]}")))))),
            "aws:index/getCallerIdentity:getCallerIdentity" => Answer(
                ("accountId", "123456789012"), ("arn", _caller)),
            "aws:index/getPartition:getPartition" => Answer(("partition", "aws"), ("dnsSuffix", "amazonaws.com")),
            "aws:ec2/getSubnet:getSubnet" => Answer(("id", $"{args.Args["id"]}"), ("cidrBlock", RangeOf($"{args.Args["id"]}"))),
            "aws:index/getRegion:getRegion" => Answer(("region", "eu-west-1"), ("name", "eu-west-1")),
            _ => throw new InvalidOperationException($"The mocks don't know the function {args.Token}"),
        };
        return Task.FromResult(answer);
    }

    private static ImmutableArray<object> List(object item) => [item];

    // The last six digits of a subnet's id spell its range: that of subnet-000a2801 is 10.40.1.0/24.
    private static string RangeOf(string subnetId) => $"{string.Join('.', Convert.FromHexString(subnetId[^6..]))}.0/24";

    private ImmutableDictionary<string, object> State(MockResourceArgs args)
    {
        var state = args.Inputs
            .SetItem("arn", $"{args.Name}.arn")
            .SetItem("arnSuffix", $"{args.Name}.arnSuffix")
            .SetItem("keyId", $"{args.Name}.keyId")
            .SetItem("dnsName", $"{args.Name}.dnsName")
            .SetItem("zoneId", args.Inputs.GetValueOrDefault("zoneId", $"{args.Name}.zoneId"));
        return args.Type switch
        {
            "random:index/randomPassword:RandomPassword" => state.SetItem("result", $"{args.Name}.result"),
            "pulumi:pulumi:StackReference" => state.SetItem("outputs", _otherStack).SetItem("secretOutputNames", ImmutableArray<object>.Empty),
            "aws:secretsmanager/secretVersion:SecretVersion" => state.SetItem("versionId", $"{args.Name}.versionId"),
            "aws:route53/record:Record" => state.SetItem("fqdn", $"{args.Name}.fqdn"),
            "aws:acm/certificate:Certificate" => state.SetItem("domainValidationOptions", ValidationOptions(args.Inputs)),
            _ => state,
        };
    }

    // Backwards, because ACM promises no order.
    private static ImmutableArray<object> ValidationOptions(ImmutableDictionary<string, object> certificate)
    {
        var others = certificate.TryGetValue("subjectAlternativeNames", out var names) ? (ImmutableArray<object>)names : [];
        return [.. others.Prepend(certificate["domainName"]).Reverse().Select(domain => Answer(
            ("domainName", $"{domain}"), ("resourceRecordName", $"_acm.{domain}"), ("resourceRecordType", "CNAME"),
            ("resourceRecordValue", $"{domain}.acm-validations.aws")))];
    }

    private static ImmutableDictionary<string, object> Answer(params (string Name, string Value)[] members) =>
        members.ToImmutableDictionary(member => member.Name, member => (object)member.Value);
}
