using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

public sealed partial class Deployment
{
    internal void Register(Resource resource, bool custom, Resource? parent, ResourceArgs args, ResourceOptions options)
    {
        var promises = OutputProperties.Initialize(resource);
        Runner.Track(RegisterAsync(resource, custom, parent, args, options, promises));
    }

    private async Task RegisterAsync(
        Resource resource, bool custom, Resource? parent, ResourceArgs args, ResourceOptions options, IReadOnlyList<IOutputPromise> promises)
    {
        try
        {
            var (inputs, dependencies) = await SerializeInputsAsync(resource, args).ConfigureAwait(false);
            await foreach (var dependency in options.DependsOn.ConfigureAwait(false))
                await dependency.ToOutput().DataTask.ConfigureAwait(false);
            var parentUrn = parent is null ? "" : (await parent.Urn.DataTask.ConfigureAwait(false)).Value;
            var id = options.Id is null
                ? (options as CustomResourceOptions)?.ImportId ?? ""
                : (await options.Id.ToOutput().DataTask.ConfigureAwait(false)).Value;
            var provider = custom && options.Provider is { } chosen ? await ReferenceAsync(chosen).ConfigureAwait(false) : "";
            var answer = await _monitor.RegisterAsync(resource, parentUrn, inputs, provider, id ?? "").ConfigureAwait(false);
            Resolve(resource, promises, answer, dependencies);
        }
        catch (Exception exception)
        {
            foreach (var promise in promises)
                promise.Fail(exception);
            throw;
        }
    }

    private static async Task<string> ReferenceAsync(ProviderResource provider)
    {
        var urn = await provider.Urn.DataTask.ConfigureAwait(false);
        var id = await provider.Id.DataTask.ConfigureAwait(false);
        return $"{urn.Value}::{(id.IsKnown && !string.IsNullOrEmpty(id.Value) ? id.Value : "04da6b54-80e4-46f7-96ec-b56ff0331ba9")}";
    }

    private static async Task<(ImmutableDictionary<string, object> Inputs, ImmutableHashSet<Resource> Dependencies)> SerializeInputsAsync(
        Resource resource, InputArgs args)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, object>();
        ImmutableHashSet<Resource> dependencies = [];
        foreach (var (name, value) in args.Inputs())
        {
            var serializer = new Serializer();
            var context = resource.GetResourceType() + "::" + resource.GetResourceName();
            var plain = await serializer.SerializeAsync(context, value).ConfigureAwait(false);
            dependencies = serializer.Resources.Count == 0 ? dependencies : dependencies.Union(serializer.Resources);
            // A property with an unknown anywhere in it is unknown as a whole, and mocks see no unknowns.
            if (plain is not null && !serializer.HasUnknown)
                inputs[name] = plain;
        }

        return (inputs.ToImmutable(), dependencies);
    }

    private void Resolve(
        Resource resource, IReadOnlyList<IOutputPromise> promises, Mocks.MockAnswer answer, ImmutableHashSet<Resource> dependencies)
    {
        var converter = new Converter(warning => Pulumi.Log.Warn(warning, resource));
        foreach (var promise in promises)
        {
            switch (promise.Name)
            {
                case "urn":
                    promise.Resolve(answer.Urn, [], isKnown: true);
                    break;
                case "id" when resource is CustomResource:
                    promise.Resolve(answer.Id ?? "", [], isKnown: !string.IsNullOrEmpty(answer.Id) || !IsDryRun);
                    break;
                case var name when answer.Unknown.Contains(name):
                    promise.Resolve(null, dependencies, isKnown: false);
                    break;
                case var name when answer.State.TryGetValue(name, out var value):
                    var context = $"{resource.GetType().FullName}.{name}";
                    promise.Resolve(converter.Convert(context, value, promise.ValueType), dependencies, isKnown: true);
                    break;
                default:
                    // Not in the answer: still to be computed in a preview, the type's default otherwise.
                    promise.Resolve(null, dependencies, isKnown: !IsDryRun);
                    break;
            }
        }
    }
}
