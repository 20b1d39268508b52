import assert from 'node:assert/strict';
import test from 'node:test';
import { amount, day, monthsOn, percent, phrase, share } from './words.js';

test('months on keep to the calendar', () => {
  for (const [from, months, to] of [
    ['2009-03-05', 1, '2009-04-05'],
    ['2009-03-05', -1, '2009-02-05'],
    ['2009-12-15', 1, '2010-01-15'],
    ['2009-01-15', -1, '2008-12-15'],
    ['2009-04-30', -1, '2009-03-31'],
    ['2009-03-31', -1, '2009-02-28'],
    ['2008-01-30', 1, '2008-02-29'],
  ]) assert.equal(monthsOn(from, months), to, `${from} ${months}`);
});

test('words', () => {
  assert.equal(day('2009-04-30'), '30 April 2009');
  assert.equal(day('foo'), 'foo');
  assert.equal(phrase('POST_VACANT'), 'Post vacant');
  assert.equal(share(0, 0), 'none on record');
  assert.equal(share(3, 4), '3 of 4');
});

test('numbers', () => {
  assert.equal(amount('310204'), '310,204');
  assert.equal(amount('0'), '0');
  assert.equal(amount(null), '–');
  assert.equal(percent('0.57532'), '57.5%');
  assert.equal(percent('1'), '100%');
  assert.equal(percent(undefined), '–');
});
