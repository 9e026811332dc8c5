using System.Text;
using System.Text.Json.Nodes;

namespace FlowerInfra.Tests.Languages;

/// <summary>
/// An SDK for TypeScript of the schema's names and types, as Pulumi's generator shapes it: arguments are objects, what isn't plain
/// takes an output, and a component's outputs are its members. At run time it notes what is made.
/// </summary>
internal static class TypeScriptSdk
{
    /// <summary>The package's name: the schema's namespace and name.</summary>
    public const string Package = "@flower-infra/flower-infra";

    /// <summary>What the compiler knows.</summary>
    public static string Declaration()
    {
        var text = new StringBuilder(
            """
            declare class Output<T> { private value: T; apply<U>(change: (value: T) => U): Output<U>; }
            type Input<T> = T | Promise<T> | Output<T>;

            """);
        foreach (var (token, type) in CommittedSchema.Classes)
        {
            var name = CommittedSchema.NameOf(token);
            Interface(text, $"{name}Args", type!["properties"]!, type["required"]!, Argument);
            Interface(text, name, type["properties"]!, type["required"]!, Result);
        }

        foreach (var (token, resource) in CommittedSchema.Resources)
        {
            var name = CommittedSchema.NameOf(token);
            Interface(text, $"{name}ResourceArgs", resource!["inputProperties"]!, resource["requiredInputs"]!, Argument);
            text.Append($"export declare class {name} {{\n  constructor(name: string, args: {name}ResourceArgs, opts?: object);\n");
            foreach (var (output, type) in resource["properties"]!.AsObject())
                text.Append($"  readonly {output}: Output<{Result(type!)}{(CommittedSchema.IsRequired(resource["required"]!, output) ? "" : " | undefined")}>;\n");
            text.Append("}\n");
        }

        return text.ToString();
    }

    /// <summary>What runs.</summary>
    public static string Program() =>
        $$"""
        exports.made = {};
        const component = type => class {
          constructor(name, properties) {
            exports.made[name] = { type, properties };
            return new Proxy(this, { get: (_, output) => "${" + name + "." + output + "}" });
          }
        };
        {{string.Join('\n', CommittedSchema.Resources.Select(it => $"exports.{CommittedSchema.NameOf(it.Key)} = component(\"{it.Key}\");"))}}
        """;

    private static void Interface(StringBuilder text, string name, JsonNode properties, JsonNode required, Func<JsonNode, string> typeOf)
    {
        text.Append($"interface {name} {{\n");
        foreach (var (property, type) in properties.AsObject())
            text.Append($"  {property}{(CommittedSchema.IsRequired(required, property) ? "" : "?")}: {typeOf(type!)};\n");
        text.Append("}\n");
    }

    private static string Argument(JsonNode type) => type["plain"] is null ? $"Input<{Type(type, Argument, "Args")}>" : Type(type, Argument, "Args");

    private static string Result(JsonNode type) => Type(type, Result, "");

    private static string Type(JsonNode type, Func<JsonNode, string> inner, string suffix)
    {
        if (type["items"] is { } items)
            return $"{inner(items)}[]";
        if (type["additionalProperties"] is { } values)
            return $"{{ [key: string]: {inner(values)} }}";
        if ((string?)type["$ref"] is { } reference)
            return CommittedSchema.NameOf(reference) + suffix;
        return (string)type["type"]! is "integer" or "number" ? "number" : (string)type["type"]!;
    }
}
