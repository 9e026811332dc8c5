using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra.Tests.Sdk;

/// <summary>
/// Mocks that keep what they are given. They answer NAME-id and the inputs, unless told otherwise. The official SDK calls
/// them concurrently: the order of calls says nothing.
/// </summary>
internal sealed class RecordingMocks : IMocks
{
    private readonly Lock _lock = new();

    public List<MockResourceArgs> Registered { get; } = [];

    public List<MockCallArgs> Called { get; } = [];

    public List<MockRegisterResourceOutputsRequest> Outputs { get; } = [];

    public Func<MockResourceArgs, (string? Id, object State)> Answer { get; init; } = args => ($"{args.Name}-id", args.Inputs);

    public Func<MockCallArgs, object> Result { get; init; } = args => args.Args;

    public MockResourceArgs this[string name] => Registered.Single(args => args.Name == name);

    public static RecordingMocks Answering(params (string Name, object Value)[] state) => new()
    {
        Answer = args => ($"{args.Name}-id", state.ToImmutableDictionary(it => it.Name, it => it.Value)),
    };

    public Task<ImmutableArray<Resource>> PreviewAsync(Action program) => RunAsync(program, isPreview: true);

    public Task<ImmutableArray<Resource>> UpdateAsync(Action program) => RunAsync(program, isPreview: false);

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        lock (_lock)
            Registered.Add(args);
        return Task.FromResult(Answer(args));
    }

    public Task<object> CallAsync(MockCallArgs args)
    {
        lock (_lock)
            Called.Add(args);
        return Task.FromResult(Result(args));
    }

    public Task RegisterResourceOutputs(MockRegisterResourceOutputsRequest args)
    {
        lock (_lock)
            Outputs.Add(args);
        return Task.CompletedTask;
    }

    private Task<ImmutableArray<Resource>> RunAsync(Action program, bool isPreview) =>
        Deployment.TestAsync(this, new TestOptions { IsPreview = isPreview }, program);
}
