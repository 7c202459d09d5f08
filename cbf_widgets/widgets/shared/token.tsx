/** A token that can be chosen and copied. */

/** A short text from which anybody makes the same runs. */
export function Token({ token, tell }: { token: string; tell: (said: string, ok: boolean) => void }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token);
      tell("Token copied.", true);
    } catch {
      tell("The browser doesn’t let us copy: choose the token’s text and copy it yourself.", false);
    }
  };
  return (
    <div class="cbf-pair cbf-token">
      <label class="cbf-field"><span>Token</span><input type="text" readOnly value={token} onFocus={(event) => (event.currentTarget as HTMLInputElement).select()} /></label>
      <button type="button" onClick={() => void copy()}>Copy the token</button>
    </div>
  );
}
