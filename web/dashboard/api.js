// The one way to the API.

import { authorization } from './asker.js';

/** Why a question has no answer, in words for the reader; requestId is there if the service gave one. */
export class NoAnswer extends Error {
  constructor(message, requestId = '') {
    super(message);
    this.requestId = requestId;
  }
}

/** Asks one operation and gives its data and the errors beside it. Throws NoAnswer if there is no data, AbortError if abandoned. */
export async function ask(query, variables, signal) {
  let response;
  try {
    response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json, application/json;q=0.9', ...authorization() },
      body: JSON.stringify({ query, variables }),
      signal,
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new NoAnswer('The server cannot be reached.');
  }
  const id = response.headers.get('X-Request-Id') ?? '';
  let answer;
  try {
    answer = await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new NoAnswer(`The server answered ${response.status} and nothing that can be read.`, id);
  }
  const errors = (answer.errors ?? []).map((e) => e.message);
  if (!answer.data) throw new NoAnswer(errors.join(' ') || `The server answered ${response.status}.`, id);
  return { data: answer.data, errors };
}
