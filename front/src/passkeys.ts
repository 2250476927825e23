// Passkeys: the browser's ceremony between a form and the server that checks it.
//
// A form[data-passkey] says which ceremony ("create" or "get") and, in data-options, what the server
// asks for; without data-options it is fetched from the form's own address at the moment of use.
// The answer goes into the form's field "credential". What went wrong is shown in [data-passkey-wrong].
// A button[data-passkey-not] sends the form as it is; a field "username" names the account.

type Json = Record<string, unknown>;

function offerPasskeys(): void {
  const usable = typeof PublicKeyCredential !== "undefined" && !isNumeric(location.hostname);
  for (const part of document.querySelectorAll<HTMLElement>("[data-passkey-usable]")) {
    part.hidden = (part.dataset["passkeyUsable"] === "yes") !== usable;
  }
  if (!usable) return;
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.addEventListener("submit", (event) => void begin(event, form));
  }
}

// Browsers keep passkeys by the name of a place; an address in numbers is none.
function isNumeric(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.startsWith("[");
}

async function begin(event: SubmitEvent, form: HTMLFormElement): Promise<void> {
  const field = form.elements.namedItem("credential") as HTMLInputElement;
  if (field.value || event.submitter?.hasAttribute("data-passkey-not")) return;
  event.preventDefault();
  tell(form, false);
  try {
    const asked = await options(form);
    const made = form.dataset["passkey"] === "create" ? await create(named(asked, form)) : await get(asked);
    field.value = JSON.stringify(made);
    form.submit();
  } catch {
    tell(form, true);
  }
}

function tell(form: HTMLFormElement, wrong: boolean): void {
  const place = form.querySelector<HTMLElement>("[data-passkey-wrong]");
  if (place) place.hidden = !wrong;
}

async function options(form: HTMLFormElement): Promise<Json> {
  const given = form.dataset["options"];
  if (given) return publicKey(JSON.parse(given) as Json);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return publicKey(((await answer.json()) as Json)["request_options"] as Json);
}

// The name under which the browser lists the passkey: the one that is being typed, if one is.
function named(asked: Json, form: HTMLFormElement): Json {
  const typed = form.elements.namedItem("username");
  if (!(typed instanceof HTMLInputElement) || !typed.value) return asked;
  return { ...asked, user: { ...(asked["user"] as Json), name: typed.value } };
}

function publicKey(asked: Json): Json {
  return asked["publicKey"] as Json;
}

async function create(asked: Json): Promise<Json> {
  const user = asked["user"] as Json;
  const made = (await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked["challenge"]),
      user: { ...user, id: bytes(user["id"]) },
      excludeCredentials: known(asked["excludeCredentials"]),
    } as unknown as PublicKeyCredentialCreationOptions,
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...plain(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

async function get(asked: Json): Promise<Json> {
  const made = (await navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: bytes(asked["challenge"]),
      allowCredentials: known(asked["allowCredentials"]),
    } as unknown as PublicKeyCredentialRequestOptions,
  })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAssertionResponse;
  return {
    ...plain(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  };
}

function plain(made: PublicKeyCredential): Json {
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment,
    clientExtensionResults: made.getClientExtensionResults(),
  };
}

function known(listed: unknown): PublicKeyCredentialDescriptor[] {
  const rows = (listed ?? []) as Json[];
  return rows.map((row) => ({ type: "public-key", id: bytes(row["id"]) }));
}

// base64url, as the standard's JSON writes bytes, and back.
function bytes(given: unknown): Uint8Array<ArrayBuffer> {
  const usual = String(given).replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(usual), (letter) => letter.charCodeAt(0));
}

function text(given: ArrayBuffer): string {
  const letters = String.fromCharCode(...new Uint8Array(given));
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

offerPasskeys();
