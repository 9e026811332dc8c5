namespace FlowerInfra;

/// <summary>
/// Renders how the tasks table is kept short. It asks for 15 rows; a viewer who asked for 100,000 would take more memory than
/// Flower has, and freeze it meanwhile. Flower takes the last of several values, so that the gateway adds one of its own.
/// </summary>
internal static class ListingConfiguration
{
    /// <summary>The directive that adds the length to a body.</summary>
    public const string BoundedBody = "            proxy_set_body \"$request_body&length=$page_length\";";

    /// <summary>The path of the tasks table's rows.</summary>
    /// <param name="prefix">The path below which Flower lives.</param>
    public static string Table(UrlPrefix prefix) => prefix.Path("tasks/datatable");

    /// <summary>The maps: the length that is asked for, if it is 1 to 100, and the one form in which Flower is to read the body.</summary>
    /// <param name="prefix">The path below which Flower lives.</param>
    public static IEnumerable<string> Maps(UrlPrefix prefix) =>
    [
        .. AskerConfiguration.Map("$request_body", "$page_length", "default 15;", "\"~(?:^|&)length=(?<small_length>100|[1-9][0-9]?)(?:&|\\z)\" $small_length;"),
        .. AskerConfiguration.Map(
            "$request_uri", "$flower_content_type", "default $content_type;", $"\"{Table(prefix)}\" application/x-www-form-urlencoded;"),
    ];
}
