using System.Collections.Immutable;
using Pulumi.Mocks;
using Pulumi.Serialization;

namespace Pulumi;

public sealed partial class Deployment
{
    internal void Register(
        Resource resource, bool custom, Resource? parent, ResourceArgs args, ResourceOptions options, IReadOnlyList<IOutputPromise> promises) =>
        Runner.Track(RegisterAsync(resource, custom, parent, args, options, promises));

    private async Task RegisterAsync(
        Resource resource, bool custom, Resource? parent, ResourceArgs args, ResourceOptions options, IReadOnlyList<IOutputPromise> promises)
    {
        try
        {
            Resolve(resource, promises, await AnswerAsync(resource, custom, parent, args, options).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            foreach (var promise in promises)
                promise.Fail(exception);
            throw;
        }
    }

    private async Task<MockAnswer> AnswerAsync(Resource resource, bool custom, Resource? parent, ResourceArgs args, ResourceOptions options)
    {
        if (options.Urn is not null)
            return _monitor.Registered(options.Urn);

        var id = options.Id is not null && await options.Id.Flatten().DataTask.ConfigureAwait(false) is { IsKnown: true } known ? known.Value : null;
        var exists = !string.IsNullOrEmpty(id);
        if (exists && resource is not CustomResource)
            throw new ArgumentException("ResourceOptions.Id is only valid for a CustomResource");

        var dependencies = await options.DependsOn.Flatten().DataTask.ConfigureAwait(false);
        if (dependencies is { IsKnown: true, Value.IsEmpty: false })
            await WaitForAsync(dependencies.Value, resource).ConfigureAwait(false);
        var inputs = await SerializeInputsAsync(resource, args).ConfigureAwait(false);
        var parentUrn = parent is null ? "" : (await parent.Urn.DataTask.ConfigureAwait(false)).Value;
        var provider = custom && options.Provider is not null ? await ReferenceAsync(options.Provider).ConfigureAwait(false) : "";
        return exists
            ? await _monitor.ReadAsync(resource, parentUrn, inputs, provider, id!).ConfigureAwait(false)
            : await _monitor.RegisterAsync(resource, parentUrn, inputs, provider, (options as CustomResourceOptions)?.ImportId ?? "")
                .ConfigureAwait(false);
    }

    // Depending on a component is depending on the resources in it.
    private static HashSet<Resource> WithChildren(IEnumerable<Resource> resources)
    {
        var all = new HashSet<Resource>();
        var open = new Stack<Resource>(resources.Where(it => it is not null));
        while (open.TryPop(out var resource))
        {
            if (!all.Add(resource) || resource is not ComponentResource)
                continue;
            foreach (var child in resource.Children)
                open.Push(child);
        }

        return all;
    }

    private static async Task WaitForAsync(IEnumerable<Resource> resources, Resource waiting)
    {
        foreach (var resource in WithChildren(resources).OfType<CustomResource>())
        {
            if (resource == waiting)
            {
                // The official SDK would wait for ever.
                throw new InvalidOperationException(
                    $"{waiting.GetResourceType()} '{waiting.GetResourceName()}' depends on a component that it is part of.");
            }

            await resource.Urn.DataTask.ConfigureAwait(false);
        }
    }

    private static async Task<string> ReferenceAsync(ProviderResource provider)
    {
        var urn = await provider.Urn.DataTask.ConfigureAwait(false);
        var id = await provider.Id.DataTask.ConfigureAwait(false);
        // The engine's own mark of an unknown value.
        return $"{urn.Value}::{(id.IsKnown && !string.IsNullOrEmpty(id.Value) ? id.Value : "04da6b54-80e4-46f7-96ec-b56ff0331ba9")}";
    }

    private static async Task<ImmutableDictionary<string, object>> SerializeInputsAsync(Resource resource, ResourceArgs args)
    {
        var inputs = ImmutableDictionary.CreateBuilder<string, object>();
        foreach (var (name, value) in args.Inputs())
        {
            // The engine keeps these two for itself.
            if (value is null || name is "id" or "urn")
                continue;
            var serializer = new Serializer();
            var context = $"resource:{resource.GetResourceName()}[{resource.GetResourceType()}].{name}";
            var plain = await SerializeInputAsync(serializer, context, name, value).ConfigureAwait(false);
            if (serializer.Resources.Count > 0)
                await WaitForAsync(serializer.Resources, resource).ConfigureAwait(false);
            // A property with an unknown anywhere in it is unknown as a whole, and mocks see no unknowns.
            if (plain is not null && !serializer.HasUnknown)
                inputs[name] = plain;
        }

        return inputs.ToImmutable();
    }

    private static async ValueTask<object?> SerializeInputAsync(Serializer serializer, string context, string name, object value)
    {
        try
        {
            return await serializer.SerializeAsync(context, value).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"error serializing property \"{name}\": {exception.Message}", exception);
        }
    }

    private void Resolve(Resource resource, IReadOnlyList<IOutputPromise> promises, MockAnswer answer)
    {
        var converter = new Converter(warning => Pulumi.Log.Warn(warning, resource));
        foreach (var promise in promises)
        {
            switch (promise.Name)
            {
                case "urn":
                    promise.Resolve(answer.Urn, isKnown: true);
                    break;
                case "id" when resource is CustomResource:
                    promise.Resolve(answer.Id, isKnown: answer.Id.Length > 0);
                    break;
                case var name when answer.State.TryGetValue(name, out var value):
                    var converted = converter.Convert($"{resource.GetType().FullName}.{name}", value.Value, promise.ValueType);
                    promise.Resolve(converted, value.IsKnown, value.IsSecret);
                    break;
                default:
                    // Not in the answer: still to be computed in a preview, the type's default otherwise.
                    promise.Resolve(null, isKnown: !IsDryRun);
                    break;
            }
        }
    }
}
