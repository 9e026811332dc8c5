using System.Reflection;

namespace Pulumi.Serialization;

internal sealed record DeclaredOutput(string Name, PropertyInfo Property, Func<string, Resource, IOutputPromise> NewPromise);
