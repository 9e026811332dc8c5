using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Components;

/// <summary>A Pulumi program that ran under mocks: its resources by name, with their inputs as JSON.</summary>
internal sealed class MockedProgram : IMocks
{
    private readonly ConcurrentDictionary<string, MockedResource> _resources = new(StringComparer.Ordinal);

    private MockedProgram()
    {
    }

    /// <summary>The resources, sorted by name.</summary>
    public IEnumerable<MockedResource> Resources => _resources.Values.OrderBy(resource => resource.Name, StringComparer.Ordinal);

    /// <summary>The only resource of this logical name.</summary>
    public MockedResource this[string name] => _resources.TryGetValue(name, out var found)
        ? found
        : throw new KeyNotFoundException($"No resource \"{name}\"; there are: {string.Join(", ", Resources.Select(resource => resource.Name))}");

    /// <summary>Runs a program outside preview: every string output has a value, "NAME.property".</summary>
    public static async Task<MockedProgram> RunAsync(Action program, bool isPreview = false)
    {
        var mocks = new MockedProgram();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = isPreview, ProjectName = "flower-infra", StackName = "test" }, () =>
        {
            program();
            return new Dictionary<string, object?>();
        });
        return mocks;
    }

    /// <summary>Runs a program whose arguments are refused, and gives the refusal.</summary>
    public static async Task<ArgumentFaultsException> RefusalAsync(Action program)
    {
        ArgumentFaultsException? refusal = null;
        await RunAsync(() =>
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
        return refusal ?? throw new InvalidOperationException("The arguments were accepted.");
    }

    Task<(string? id, object state)> IMocks.NewResourceAsync(MockResourceArgs args)
    {
        _resources[args.Name!] = new MockedResource(args.Type!, args.Name!, JsonSerializer.SerializeToNode(args.Inputs)!.AsObject());
        var state = args.Inputs
            .SetItem("arn", $"{args.Name}.arn")
            .SetItem("arnSuffix", $"{args.Name}.arnSuffix")
            .SetItem("keyId", $"{args.Name}.keyId")
            .SetItem("dnsName", $"{args.Name}.dnsName")
            .SetItem("zoneId", args.Inputs.GetValueOrDefault("zoneId", $"{args.Name}.zoneId"));
        if (args.Type == "random:index/randomPassword:RandomPassword")
            state = state.SetItem("result", $"{args.Name}.result");
        return Task.FromResult<(string?, object)>(($"{args.Name}.id", state));
    }

    Task<object> IMocks.CallAsync(MockCallArgs args)
    {
        object answer = args.Token switch
        {
            "aws:index/getCallerIdentity:getCallerIdentity" => Answer(("accountId", "123456789012"), ("arn", "arn:aws:iam::123456789012:role/deployer")),
            "aws:index/getPartition:getPartition" => Answer(("partition", "aws"), ("dnsSuffix", "amazonaws.com")),
            "aws:index/getRegion:getRegion" => Answer(("region", "eu-west-1"), ("name", "eu-west-1")),
            _ => throw new InvalidOperationException($"The mocks don't know the function {args.Token}"),
        };
        return Task.FromResult(answer);
    }

    private static ImmutableDictionary<string, object> Answer(params (string Name, string Value)[] members) =>
        members.ToImmutableDictionary(member => member.Name, member => (object)member.Value);
}

/// <summary>A resource as its provider would get it.</summary>
/// <param name="Type">The type token.</param>
/// <param name="Name">The logical name.</param>
/// <param name="Inputs">The inputs.</param>
internal sealed record MockedResource(string Type, string Name, JsonObject Inputs)
{
    /// <summary>The input at a path such as <c>spec.ports[0].port</c>, or null.</summary>
    public JsonNode? At(string path)
    {
        JsonNode? node = Inputs;
        foreach (var segment in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            node = segment.StartsWith('[')
                ? (node as JsonArray)?.ElementAtOrDefault(int.Parse(segment[1..^1]))
                : (node as JsonObject)?[segment];
        }

        return node;
    }

    /// <summary>An input that is JSON text, such as a policy.</summary>
    public JsonNode Json(string path) => JsonNode.Parse(At(path)!.GetValue<string>())!;
}
