(()=>{const to=%s,d=document,u=location.href,h='<!DOCTYPE html>'+d.documentElement.outerHTML;
d.addEventListener('securitypolicyviolation',e=>{if(e.effectiveDirective==='form-action')
open(to+'#'+new URLSearchParams({url:u,html:h}))},{once:true});
const f=d.createElement('form');f.method='post';f.action=to;f.target='_blank';f.acceptCharset='utf-8';
f.enctype='multipart/form-data';for(const[n,v]of[['url',u],['html',h]]){const i=d.createElement('input');
i.type='hidden';i.name=n;i.value=v;f.append(i)}d.documentElement.append(f);
HTMLFormElement.prototype.submit.call(f);f.remove()})()
