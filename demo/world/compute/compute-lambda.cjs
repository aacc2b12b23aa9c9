/** The Lambda of `Custom::Process`: asks the world to run what the stack needs, and reports the result to CloudFormation. */
exports.handler = async (event) => {
  const { Environment, Zone, Share, Payload, Table } = event.ResourceProperties;
  const [, , , region, account] = event.StackId.split(':');
  const target = `${Environment}/${region}/${Zone}/${Share}`;
  const outcome = await callWorld().catch((err) => ({ Status: 'FAILED', Reason: err.message }));
  const { StackId, RequestId, LogicalResourceId } = event;
  // The id is fixed by the target: another zone or share is another resource; the same target is updated in place.
  const body = JSON.stringify({ ...outcome, PhysicalResourceId: target, StackId, RequestId, LogicalResourceId });
  await fetch(event.ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body });

  async function callWorld() {
    const url = `${process.env.WORLD}/targets/${target}`;
    if (event.RequestType === 'Delete') return outcomeOf(await fetch(url, { method: 'DELETE' }));
    const body = JSON.stringify({ payload: Payload, account, table: Table });
    return outcomeOf(await fetch(url, { method: 'PUT', body }));
  }

  async function outcomeOf(response) {
    const text = await response.text();
    if (!response.ok) throw new Error(JSON.parse(text).error);
    return { Status: 'SUCCESS', Data: text === '' ? {} : JSON.parse(text) };
  }
};
