namespace Interlock.Litmus;

/// <summary>Numbers registers as they come up.</summary>
internal sealed class RegisterNumbers
{
    private readonly Dictionary<string, ulong> numbers = [];

    public ulong this[string name]
    {
        get
        {
            if (!numbers.TryGetValue(name, out var number))
            {
                number = (ulong)numbers.Count;
                numbers.Add(name, number);
            }

            return number;
        }
    }
}
