/** The Lambda behind `Custom::Process`: makes the world run what the stack asks for, and tells CloudFormation how that went. */
exports.handler = async (event) => {
  const { Environment, Zone, Share, Payload, Table } = event.ResourceProperties;
  const [, , , region, account] = event.StackId.split(':');
  const target = `${Environment}/${region}/${Zone}/${Share}`;
  const outcome = await act().catch((err) => ({ Status: 'FAILED', Reason: err.message }));
  const { StackId, RequestId, LogicalResourceId } = event;
  // Fixed by the target: another zone or share is another resource, the same one is updated in place.
  const body = JSON.stringify({ ...outcome, PhysicalResourceId: target, StackId, RequestId, LogicalResourceId });
  await fetch(event.ResponseURL, { method: 'PUT', headers: { 'content-type': '' }, body });

  async function act() {
    const url = `${process.env.WORLD}/targets/${target}`;
    if (event.RequestType === 'Delete') return told(await fetch(url, { method: 'DELETE' }));
    const wanted = JSON.stringify({ payload: Payload, account, table: Table });
    return told(await fetch(url, { method: 'PUT', body: wanted }));
  }

  async function told(response) {
    const text = await response.text();
    if (!response.ok) throw new Error(JSON.parse(text).error);
    return { Status: 'SUCCESS', Data: text === '' ? {} : JSON.parse(text) };
  }
};
