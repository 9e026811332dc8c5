using System.Text.Json.Nodes;
using FlowerInfra.Tests.Stacks;

namespace FlowerInfra.Tests.Languages;

/// <summary>The package's schema as it is committed, of which Pulumi makes the SDK of a language.</summary>
internal static class CommittedSchema
{
    private static readonly JsonNode Root = JsonNode.Parse(System.IO.File.ReadAllText(File))!;

    /// <summary>Where it stands.</summary>
    public static string File => Path.Combine(RepositoryStacks.Root, "provider", "schema.json");

    /// <summary>The package's namespace and name.</summary>
    public static IReadOnlyList<string> Names => [(string)Root["namespace"]!, (string)Root["name"]!];

    /// <summary>The components by their tokens.</summary>
    public static JsonObject Resources => Root["resources"]!.AsObject();

    /// <summary>The classes of arguments and results by their tokens.</summary>
    public static JsonObject Classes => Root["types"]!.AsObject();

    /// <summary>The last part of a token, or of a reference to a class.</summary>
    public static string NameOf(string token) => token[(token.LastIndexOf(':') + 1)..];

    /// <summary>The class that a type refers to; null for one that refers to none.</summary>
    public static JsonObject? ClassOf(JsonNode type) => (string?)type["$ref"] is { } reference ? Classes[reference["#/types/".Length..]]!.AsObject() : null;

    /// <summary>Whether properties have to be given.</summary>
    public static bool IsRequired(JsonNode required, string name) => required.AsArray().Any(it => (string?)it == name);
}
