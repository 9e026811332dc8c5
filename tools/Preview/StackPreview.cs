using System.Reflection;
using System.Runtime.ExceptionServices;
using Pulumi;
using Pulumi.Testing;

namespace FlowerInfra;

/// <summary>
/// Runs a stack under mocks, without an engine, credentials or a network, and gives what it would create. Runs of one
/// process go one after the other: Pulumi reads a stack's configuration from the environment.
/// </summary>
public static class StackPreview
{
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>
    /// Runs a stack whose class has a constructor with <see cref="StackOptions"/>. The plan's controls are not evaluated yet.
    /// </summary>
    /// <typeparam name="TStack">The stack's class.</typeparam>
    /// <param name="settings">The project, the stack and its configuration.</param>
    /// <exception cref="ArgumentFaultsException">
    /// The class has no such constructor, or the configuration or the stack has faults; the message lists all of them.
    /// </exception>
    /// <exception cref="PreviewException">The stack reported an error of its own, or failed.</exception>
    public static Task<Plan> RunAsync<TStack>(StackSettings settings)
        where TStack : Stack
    {
        var constructor = typeof(TStack).GetConstructor([typeof(StackOptions)]) ?? throw new ArgumentFaultsException(
            "The program",
            [
                new ArgumentFault(
                    typeof(TStack).Name, null, "has no constructor with StackOptions, through which a preview sees its resources",
                    $"Add: public {typeof(TStack).Name}(StackOptions? options) : base(options)."),
            ]);
        return RunAsync(settings, options => (TStack)constructor.Invoke(
            BindingFlags.DoNotWrapExceptions, binder: null, [options], culture: null));
    }

    /// <summary>Runs the stack. The plan's controls are not evaluated yet.</summary>
    /// <typeparam name="TStack">The stack's class.</typeparam>
    /// <param name="settings">The project, the stack and its configuration.</param>
    /// <param name="create">Creates the stack with the options given.</param>
    /// <exception cref="ArgumentFaultsException">The configuration or the stack has faults; the message lists all of them.</exception>
    /// <exception cref="PreviewException">The stack reported an error of its own, or failed.</exception>
    public static async Task<Plan> RunAsync<TStack>(StackSettings settings, Func<StackOptions, TStack> create)
        where TStack : Stack
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(create);
        await OneAtATime.WaitAsync().ConfigureAwait(false);
        try
        {
            using var environment = new ConfigurationEnvironment(settings);
            var capture = new PlanCapture(settings.Project, settings.Stack, settings.Values.GetValueOrDefault("aws:region"));
            var factory = new StackFactory<TStack>(() => create(new StackOptions { ResourceTransformations = { capture.Record } }));
            await RunAsync(settings, capture, factory).ConfigureAwait(false);
            RefuseDuplicates(settings, capture);
            return new Plan(
                settings.Project, settings.Stack, PulumiSdk.Kind, await ResourcesAsync(capture).ConfigureAwait(false),
                await StackOutputs.ReadAsync(factory.Stack!, capture).ConfigureAwait(false), []);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task RunAsync<TStack>(StackSettings settings, PlanCapture capture, StackFactory<TStack> factory)
        where TStack : Stack
    {
        var options = new TestOptions { ProjectName = settings.Project, StackName = settings.Stack, IsPreview = true };
        try
        {
            await Deployment.TestWithServiceProviderAsync<TStack>(capture, factory, options).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RunException or AggregateException)
        {
            // The SDK hands on a text; the exception itself says what it is.
            if ((factory.Failure ?? capture.Failure) is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            throw PreviewException.From(exception);
        }
    }

    private static void RefuseDuplicates(StackSettings settings, PlanCapture capture)
    {
        var faults = new ArgumentFaults();
        foreach (var urn in capture.Duplicates)
            faults.Add(urn, null, "is the URN of more than one resource", "Give each resource of one type and parent its own name.");
        faults.ThrowIfAny($"Stack \"{settings.Stack}\"");
    }

    private static async Task<List<PlanResource>> ResourcesAsync(PlanCapture capture)
    {
        var resources = new List<PlanResource>();
        foreach (var it in capture.ByUrn.Values.OrderBy(it => it.Urn, StringComparer.Ordinal))
            resources.Add(Resource(it, await FormerUrns.OfAsync(it, capture.Recorded).ConfigureAwait(false)));
        return resources;
    }

    private static PlanResource Resource(CapturedResource it, IReadOnlyList<string> aliases) => new()
    {
        Urn = it.Urn,
        Type = it.Type,
        Name = it.Name,
        Parent = it.Parent?.Urn,
        Provider = it.Provider,
        DependsOn = [.. it.DependsOn],
        Protect = it.Protect,
        Aliases = aliases,
        ReplaceOnChanges = [.. it.Options.ReplaceOnChanges.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        DeleteBeforeReplace = it.Options is CustomResourceOptions { DeleteBeforeReplace: true },
        RetainOnDelete = it.Options.RetainOnDelete == true,
        Component = it.Resource is not CustomResource,
        SecretInputs = [.. it.SecretInputs],
        Inputs = it.Inputs,
    };

    // Resolves the stack and keeps it, or the exception that its constructor threw.
    private sealed class StackFactory<TStack>(Func<TStack> create) : IServiceProvider
        where TStack : Stack
    {
        public TStack? Stack { get; private set; }

        public Exception? Failure { get; private set; }

        public object? GetService(Type serviceType)
        {
            try
            {
                return serviceType == typeof(TStack) ? Stack = create() : null;
            }
            catch (Exception exception)
            {
                Failure = exception;
                throw;
            }
        }
    }
}
