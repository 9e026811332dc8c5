using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    public static Task<int> RunAsync(Action action) => CannotDeployAsync();

    public static Task<int> RunAsync(Func<IDictionary<string, object?>> func) => CannotDeployAsync();

    public static Task<int> RunAsync(Func<Task> func) => CannotDeployAsync();

    public static Task<int> RunAsync(Func<Task<IDictionary<string, object?>>> func, StackOptions? options = null) => CannotDeployAsync();

    public static Task<int> RunAsync<TStack>()
        where TStack : Stack, new() => CannotDeployAsync();

    public static Task<int> RunAsync<TStack>(IServiceProvider serviceProvider)
        where TStack : Stack => CannotDeployAsync();

    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() => TestAsync(mocks, options, () => new TStack());

    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(
        IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack => TestAsync(
            mocks, options, () => serviceProvider.GetService(typeof(TStack)) as TStack
                ?? throw new ApplicationException($"Failed to resolve instance of type {typeof(TStack)} from service provider. Register the type with the service provider before calling {nameof(RunAsync)}."));

    public static async Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<IDictionary<string, object?>> createResources)
    {
        var resources = await TestAsync(testMocks, testOptions, () => new FunctionStack(createResources)).ConfigureAwait(false);
        return (WithoutStack(resources), resources.OfType<FunctionStack>().Single().Outputs);
    }

    // The official SDK blocks on the function too: the stack's constructor has to end with its resources in place.
    public static Task<(ImmutableArray<Resource> Resources, IDictionary<string, object?> Outputs)> TestAsync(
        IMocks testMocks, TestOptions testOptions, Func<Task<IDictionary<string, object?>>> createResources) =>
        TestAsync(testMocks, testOptions, () => createResources().GetAwaiter().GetResult());

    public static async Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Action createResources) =>
        WithoutStack(await TestAsync(testMocks, testOptions, () => new FunctionStack(() =>
        {
            createResources();
            return new Dictionary<string, object?>();
        })).ConfigureAwait(false));

    public static Task<ImmutableArray<Resource>> TestAsync(IMocks testMocks, TestOptions testOptions, Func<Task> createResources) =>
        TestAsync(testMocks, testOptions, new Action(() => createResources().GetAwaiter().GetResult()));

    // The stack around a function is no resource of the caller's.
    private static ImmutableArray<Resource> WithoutStack(ImmutableArray<Resource> resources) =>
        [.. resources.Where(it => it is not FunctionStack)];

    private static Task<int> CannotDeployAsync()
    {
        Console.Error.WriteLine(
            "This is the offline SDK: it previews and tests, it cannot deploy. "
            + "Deploying takes the official Pulumi packages: run `pulumi up`, or build with -c Release.");
        return Task.FromResult(1);
    }

    private static async Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options, Func<TStack> createStack)
        where TStack : Stack
    {
        if (Ambient.Value is not null)
            throw new InvalidOperationException("Deployment.Instance should only be set once at the beginning of a 'Run' call.");
        var deployment = new Deployment(mocks, options);
        try
        {
            Ambient.Value = deployment;
            await deployment.RunStackAsync(createStack).ConfigureAwait(false);
        }
        finally
        {
            Ambient.Value = null;
        }

        return deployment.Log.Errors switch
        {
            [] => deployment._monitor.Resources,
            [var error] => throw new RunException(error),
            var errors => throw new AggregateException(errors.Select(error => new RunException(error))),
        };
    }

    private async Task RunStackAsync<TStack>(Func<TStack> createStack)
        where TStack : Stack
    {
        try
        {
            createStack().RegisterPropertyOutputs();
        }
        catch (Exception exception)
        {
            Report(exception);
        }

        foreach (var exception in await Runner.WhenIdleAsync().ConfigureAwait(false))
            Report(exception);
    }

    private void Report(Exception exception)
    {
        Environment.ExitCode = 32;
        Log.Error(exception switch
        {
            RunException => exception.Message,
            ResourceException { HideStack: true } => exception.Message,
            ResourceException => exception.ToString(),
            _ => $"Running program '{System.Reflection.Assembly.GetEntryAssembly()?.Location}' failed with an unhandled exception:\n{exception}",
        });
    }
}
