namespace FlowerInfra;

/// <summary>Domains in which anybody gets an address, or a domain below.</summary>
internal static class PublicDomain
{
    // The mail providers with the most users.
    private static readonly HashSet<string> MailProviders = new(StringComparer.OrdinalIgnoreCase)
    {
        "126.com", "163.com", "aol.com", "duck.com", "fastmail.com", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "hotmail.com",
        "icloud.com", "live.com", "mac.com", "mail.com", "mail.ru", "me.com", "msn.com", "outlook.com", "pm.me", "proton.me", "protonmail.com", "qq.com",
        "tutanota.com", "web.de", "yahoo.com", "yandex.com", "yandex.ru", "ymail.com", "zoho.com",
    };

    // What stands before a country's two letters where the country registers names at the third level (https://publicsuffix.org).
    private static readonly HashSet<string> SecondLevels = new(StringComparer.OrdinalIgnoreCase)
    {
        "ac", "co", "com", "edu", "gob", "gov", "gv", "ltd", "me", "ne", "net", "nom", "or", "org", "plc", "sch",
    };

    /// <summary>Whether anybody gets an address in a domain.</summary>
    /// <param name="domain">The domain.</param>
    public static bool Holds(string domain) => MailProviders.Contains(domain)
        || (domain.Split('.') is [var second, { Length: 2 }] && SecondLevels.Contains(second))
        // Branches of one provider: yahoo.co.jp, hotmail.fr.
        || domain.Split('.')[0].ToLowerInvariant() is "gmail" or "googlemail" or "hotmail" or "yahoo";
}
