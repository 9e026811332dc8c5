using System.Collections.Immutable;
using Pulumi.Serialization;
using Pulumi.Testing;

namespace Pulumi.Mocks;

/// <summary>Hands registrations and calls to the mocks and their answers back.</summary>
internal sealed class MockMonitor(IMocks mocks, string stackName, string projectName)
{
    private readonly Lock _lock = new();
    private readonly ImmutableArray<Resource>.Builder _resources = ImmutableArray.CreateBuilder<Resource>();
    private readonly Dictionary<string, MockAnswer> _answers = [];

    public ImmutableArray<Resource> Resources => _resources.ToImmutable();

    public async Task<MockAnswer> RegisterAsync(
        Resource resource, string parentUrn, ImmutableDictionary<string, object> inputs, string provider, string importId)
    {
        lock (_lock)
            _resources.Add(resource);
        if (resource is Stack)
            return new MockAnswer(NewUrn(resource, parentUrn), "", ImmutableDictionary<string, PlainValue>.Empty);
        return await AnswerAsync(resource, parentUrn, inputs, provider, importId, newId => newId ?? importId).ConfigureAwait(false);
    }

    public async Task<MockAnswer> ReadAsync(
        Resource resource, string parentUrn, ImmutableDictionary<string, object> inputs, string provider, string id)
    {
        // What is read keeps the id that it was asked for by.
        var answer = await AnswerAsync(resource, parentUrn, inputs, provider, id, _ => id).ConfigureAwait(false);
        lock (_lock)
            _resources.Add(resource);
        return answer;
    }

    public MockAnswer Registered(string urn)
    {
        lock (_lock)
            return _answers.GetValueOrDefault(urn) ?? throw new InvalidOperationException($"Unknown resource {urn}");
    }

    public async Task RegisterOutputsAsync(string urn, IDictionary<string, object?> outputs)
    {
        var plain = ImmutableDictionary.CreateBuilder<string, Output<object?>>();
        foreach (var (name, value) in await Serializer.PlainAsync("outputs", outputs).ConfigureAwait(false))
            plain[name] = new Output<object?>(new OutputData<object?>([], value.Value, value.IsKnown, value.IsSecret));
        await mocks.RegisterResourceOutputs(new MockRegisterResourceOutputsRequest(urn, plain.ToImmutable())).ConfigureAwait(false);
    }

    public async Task<IReadOnlyDictionary<string, PlainValue>> CallAsync(
        string token, ImmutableDictionary<string, object> args, string provider)
    {
        var result = await mocks.CallAsync(new MockCallArgs { Token = token, Args = args, Provider = provider }).ConfigureAwait(false);
        return await StateAsync(result).ConfigureAwait(false);
    }

    private static Task<Dictionary<string, PlainValue>> StateAsync(object state) => Serializer.PlainAsync(
        "state",
        Serializer.Pairs(state) ?? throw new InvalidOperationException($"{state.GetType().FullName} is not a supported argument type"));

    private async Task<MockAnswer> AnswerAsync(
        Resource resource, string parentUrn, ImmutableDictionary<string, object> inputs, string provider, string id, Func<string?, string> idOf)
    {
        var (newId, state) = await mocks.NewResourceAsync(new MockResourceArgs
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Inputs = inputs,
            Provider = provider,
            Id = id,
        }).ConfigureAwait(false);
        var answer = new MockAnswer(NewUrn(resource, parentUrn), idOf(newId), await StateAsync(state).ConfigureAwait(false));
        lock (_lock)
            _answers[answer.Urn] = answer;
        return answer;
    }

    // Only the first segment of the parent's types is kept: that is what the official mocks do, unlike the engine.
    private string NewUrn(Resource resource, string parent)
    {
        var type = resource.GetResourceType();
        var qualified = parent.Length == 0 ? type : $"{parent.Split("::")[2].Split('$')[0]}${type}";
        return $"urn:pulumi:{stackName}::{projectName}::{qualified}::{resource.GetResourceName()}";
    }
}
