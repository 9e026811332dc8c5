namespace FlowerInfra.Tests.Gateway;

/// <summary>The defences against forged sessions, each with the attack that gets through without it.</summary>
internal static class PassDefences
{
    private static readonly GatewaySettings OAuth = LiveGateway.SettingsFor(authentication: AuthenticationKind.OAuth, rates: it => it with { RequestsPerSecond = 10 });
    private static readonly string Holder = Get(KnownPasses.Holding(SignedCookie.Signature, KnownPasses.Of(SignedCookie.Signature)));
    private static readonly string WrongPass = Get(KnownPasses.Holding(SignedCookie.Signature, KnownPasses.Of("000")));

    public static IEnumerable<Defence> All =>
    [
        new("limit of their own for holders of a pass", OAuth, Defence.Replace("limit_req_zone $crowd", "limit_req_zone $binary_remote_addr"),
            gateway => BehindForgedSessions(gateway, Holder).Contains(429)),
        new("open requests of their own for holders of a pass", OAuth with { Rates = OAuth.Rates with { Connections = 2 } },
            Defence.Replace("limit_conn_zone $crowd", "limit_conn_zone $binary_remote_addr"), gateway =>
            {
                var gate = new TaskCompletionSource();
                gateway.Upstream.Gate = gate.Task;
                var forged = Forged(12).Select(request => Send(gateway, request)).ToList();
                SpinWait.SpinUntil(() => gateway.Upstream.Count + forged.Count(answer => answer.IsCompleted) == forged.Count);
                var open = gateway.Upstream.Count;
                var holder = Send(gateway, Holder);
                SpinWait.SpinUntil(() => holder.IsCompleted || gateway.Upstream.Count > open);
                gate.SetResult();
                Task.WaitAll([.. forged, holder]);
                return holder.Result == 429;
            }),
        new("pass for one's own session only", OAuth, Defence.Replace("[|]\\k<right_pass>\\z", "[|][0-9a-f]"),
            gateway => !BehindForgedSessions(gateway, WrongPass).Contains(429)),
        new("sessions of one pass count as one", OAuth, Defence.Replace("default \"$counted_session", "default \"$session"), gateway =>
            !gateway.SendAll([.. Enumerable.Range(1, 60).Select(number => Get(KnownPasses.Holding($"{number:x64}", KnownPasses.Of("000"))))]).Contains(429)),
        new("pass for what Flower has taken only", OAuth, Defence.Replace("\"~^200[|][|].\" $session_number;", "\"~^[0-9]\" $session_number;"), gateway =>
        {
            gateway.Upstream.Answer = FlowerSignIn.OAuth;
            return gateway.Get("/flower/workers", Signed.Session(1)).Header("Set-Cookie") is not null;
        }),
    ];

    // On the connection of the flood's last requests, and no more than one session may send at once.
    private static IEnumerable<int> BehindForgedSessions(LiveGateway gateway, string request) =>
        gateway.SendAll([.. Forged(435), .. Enumerable.Repeat(request, 15)]).Skip(435);

    private static Task<int> Send(LiveGateway gateway, string request) =>
        Task.Factory.StartNew(() => gateway.Send(request).Status, TaskCreationOptions.LongRunning);

    private static IEnumerable<string> Forged(int count) => Enumerable.Range(1, count).Select(number => Get(Signed.Session(number)));

    private static string Get(string headers) => $"GET /flower/workers HTTP/1.1\r\nHost: {LiveGateway.Host}\r\n{headers}\r\n";
}
