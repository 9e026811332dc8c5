using System.Text.Json;

namespace FlowerInfra;

/// <summary>Names arguments of components as users write them.</summary>
internal static class Argument
{
    /// <summary>An argument: the stack's key, and in parentheses what a program writes.</summary>
    /// <typeparam name="T">The arguments' class.</typeparam>
    /// <param name="property">The property's name.</param>
    public static string Of<T>(string property) => $"{JsonNamingPolicy.CamelCase.ConvertName(property)} ({typeof(T).Name}.{property})";
}
