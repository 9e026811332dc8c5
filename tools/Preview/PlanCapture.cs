using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace FlowerInfra;

/// <summary>
/// Records a stack while it runs under mocks. A stack transformation sees parents and options, which mocks don't; the
/// mocks see resolved inputs, which transformations don't. Both meet here.
/// </summary>
internal sealed class PlanCapture(string project, string stack, string? region) : IMocks
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Resource, CapturedResource> _resources = [];
    // Read without the lock, while others may still be added.
    private readonly ConcurrentDictionary<string, CapturedResource> _byUrn = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, string Name), Queue<CapturedResource>> _waiting = [];

    /// <summary>The URNs that more than one resource has: the engine would refuse them.</summary>
    public SortedSet<string> Duplicates { get; } = new(StringComparer.Ordinal);

    /// <summary>What the mocks threw: the SDK would only hand its text on.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Everything that was registered.</summary>
    public IReadOnlyDictionary<string, CapturedResource> ByUrn => _byUrn;

    /// <summary>The stack transformation.</summary>
    /// <param name="args">The resource, its args and its options.</param>
    public ResourceTransformationResult? Record(ResourceTransformationArgs args)
    {
        if (args.Resource is Stack)
            return null;
        lock (_lock)
        {
            var parent = args.Options.Parent is null or Stack ? null : _resources[args.Options.Parent];
            var type = args.Resource.GetResourceType();
            var urn = $"urn:pulumi:{stack}::{project}::{(parent is null ? type : $"{parent.TypeChain}${type}")}::{args.Resource.GetResourceName()}";
            var captured = new CapturedResource(args.Resource, args.Args, args.Options, parent) { Urn = urn };
            _resources[args.Resource] = captured;
            if (!_byUrn.TryAdd(urn, captured))
                Duplicates.Add(urn);

            // Mocks see a type and a name, which resources of different parents may share. The import id is the one
            // option that reaches them, so that it carries the URN.
            if (args.Options is CustomResourceOptions { ImportId: null } options && !IsRead(options))
            {
                return new ResourceTransformationResult(
                    args.Args, CustomResourceOptions.Merge(options, new CustomResourceOptions { ImportId = urn }));
            }

            if (!_waiting.TryGetValue((type, captured.Name), out var queue))
                _waiting[(type, captured.Name)] = queue = new Queue<CapturedResource>();
            queue.Enqueue(captured);
            return null;
        }
    }

    /// <summary>What was recorded of a resource; null for the stack.</summary>
    /// <param name="resource">The resource.</param>
    public CapturedResource? Recorded(Resource resource)
    {
        lock (_lock)
        {
            return _resources.GetValueOrDefault(resource);
        }
    }

    /// <inheritdoc />
    public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        try
        {
            var captured = Find(args);
            captured.Provider = ProviderUrn(args.Provider);
            await CompleteAsync(captured, args.Inputs).ConfigureAwait(false);
            return (
                captured.Resource is CustomResource ? $"${{{captured.Urn}.id}}" : null,
                Placeholders.ForResource(captured.Resource.GetType(), captured.Urn, args.Inputs));
        }
        catch (Exception exception)
        {
            Failure ??= exception;
            throw;
        }
    }

    /// <inheritdoc />
    public Task<object> CallAsync(MockCallArgs args)
    {
        try
        {
            return Task.FromResult<object>(Placeholders.ForResult(InvokeResults.Of(args.Token!), args.Token!, Known(args)));
        }
        catch (Exception exception)
        {
            Failure ??= exception;
            throw;
        }
    }

    // A resource that is created has no id or, from the packages' constructors, the empty one, which is known at once.
    private static bool IsRead(CustomResourceOptions options) =>
        options.Id is { } id && OutputUtilities.GetValueAsync(id.ToOutput()) is not { IsCompletedSuccessfully: true, Result: null or "" };

    // The configured region is the default provider's; an explicit one has its own.
    private ImmutableDictionary<string, object> Known(MockCallArgs args)
    {
        if (args.Token != "aws:index/getRegion:getRegion")
            return args.Args;
        var known = ProviderUrn(args.Provider) is { } urn ? _byUrn[urn].Inputs["region"]?.ToString() : region;
        return known is null ? args.Args : args.Args.SetItem("region", known);
    }

    // A reference to a provider is the mocks' URN for it and its id, which is the placeholder that it got here.
    private string? ProviderUrn(string? reference) =>
        PlanReference.FindAll(reference ?? "", _byUrn.ContainsKey).Select(it => it.Urn).FirstOrDefault();

    private CapturedResource Find(MockResourceArgs args)
    {
        lock (_lock)
        {
            return _byUrn.TryGetValue(args.Id ?? "", out var captured) ? captured : _waiting[(args.Type!, args.Name!)].Dequeue();
        }
    }

    // Called once everything that the inputs depend on is resolved, so that nothing here waits for a later resource.
    private async Task CompleteAsync(CapturedResource captured, ImmutableDictionary<string, object> inputs)
    {
        await foreach (var dependency in captured.Options.DependsOn.ConfigureAwait(false))
        {
            var resource = await OutputUtilities.GetValueAsync(dependency.ToOutput()).ConfigureAwait(false);
            if (Recorded(resource) is { } recorded)
                captured.DependsOn.Add(recorded.Urn);
        }

        var facts = await InputFacts.OfArgsAsync(captured.Args).ConfigureAwait(false);
        var names = inputs.Keys.Union(facts.Where(pair => pair.Value.IsUnknown).Select(pair => pair.Key));
        var json = new JsonObject();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var isUnknown = !inputs.TryGetValue(name, out var value);
            var node = isUnknown ? JsonValue.Create(Plan.Unknown) : PlanOrder.Canonical(captured.Type, name, PlanValue.ToJson($"{captured.Urn}.{name}", value));
            if (IsSecret(captured, name, facts, node))
            {
                captured.SecretInputs.Add(name);
                node = JsonValue.Create(Plan.Secret);
            }

            json[name] = node;
        }

        captured.Inputs = json;
    }

    private bool IsSecret(CapturedResource captured, string name, IReadOnlyDictionary<string, InputFacts> facts, JsonNode? value) =>
        (facts.TryGetValue(name, out var fact) && fact.IsSecret)
        || captured.SecretOutputs.Contains(name, StringComparer.Ordinal)
        // The AWS provider's write-only inputs: meant for values that must not stand in a state.
        || name.EndsWith("Wo", StringComparison.Ordinal)
        || HoldsSecret(value);

    /// <summary>Whether a value quotes an output that is declared secret: mocks lose the secrecy on the way back.</summary>
    /// <param name="value">The value.</param>
    public bool HoldsSecret(JsonNode? value) => value switch
    {
        JsonObject pairs => pairs.Any(pair => HoldsSecret(pair.Value)),
        JsonArray items => items.Any(HoldsSecret),
        JsonValue text when text.TryGetValue<string>(out var content) => PlanReference.FindAll(content, _byUrn.ContainsKey).Any(IsSecretOutput),
        _ => false,
    };

    private bool IsSecretOutput(PlanReference reference) =>
        _byUrn[reference.Urn].SecretOutputs.Contains(reference.Property, StringComparer.Ordinal);
}
