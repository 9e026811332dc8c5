namespace FlowerInfra;

/// <summary>
/// The ARNs of a configuration. A secret, a key or a certificate of another region or partition is found by nothing that
/// runs in the stack's.
/// </summary>
internal sealed class ArnPlaces
{
    private readonly List<(string Key, string Arn)> _arns = [];

    /// <summary>Notes an ARN.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="arn">The text as given.</param>
    public void Note(string key, string arn) => _arns.Add((key, arn));

    /// <summary>Records a fault for every ARN of another place. What is no ARN is refused by the rules of its key.</summary>
    /// <param name="faults">Where faults are recorded.</param>
    /// <param name="region">The stack's region.</param>
    public void Validate(ArgumentFaults faults, string region)
    {
        foreach (var (key, arn) in _arns)
        {
            if (arn.Split(':') is not ["arn", var partition, _, var place, ..])
                continue;
            faults.Require(
                partition == Partition(region), key, arn, $"is in another partition than the stack's region, {region}",
                $"Give one that begins with arn:{Partition(region)}:.");
            faults.Require(
                place.Length == 0 || place == region, key, arn, $"is in another region than the stack, {region}",
                $"Give one of {region}.");
        }
    }

    private static string Partition(string region) => region.Split('-') switch
    {
        ["cn", ..] => "aws-cn",
        ["eusc", ..] => "aws-eusc",
        ["us", "gov", ..] => "aws-us-gov",
        ["us", "iso", ..] => "aws-iso",
        [_, ['i', 's', 'o', var letter], ..] => $"aws-iso-{letter}",
        _ => "aws",
    };
}
